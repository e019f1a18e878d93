package org.rdylib.loader.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A method that has many slots of locals and does nothing: {@code if (number < 0) { long last = 0; Thread.yield(); }}. It is
 * tedious to write in Java and short in bytecode, which is written by hand here: the JDK's own writer of class files would
 * have to be loaded at every program's start.
 */
public final class DeepMethod {

    private static final String NAME = DeepMethod.class.getPackageName().replace('.', '/') + "/Deep";
    private static final String METHOD = "probe";

    /** That of Java 17, which is as good as any. */
    private static final int VERSION = 61;

    private static final int CONSTANTS = 14;

    private DeepMethod() {}

    /** A handle of such a method, {@code void probe(int number)}. */
    public static MethodHandle define(int locals) {
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(classFile(locals), true);
            return hidden.findStatic(hidden.lookupClass(), METHOD, MethodType.methodType(void.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a deep method", e);
        }
    }

    /** The class that it stands in: chapter 4 of the JVM's specification. */
    static byte[] classFile(int locals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(VERSION);
            constants(out);
            out.writeShort(0x0030); // final, super
            out.writeShort(2);
            out.writeShort(4);
            out.writeShort(0);
            out.writeShort(0);
            out.writeShort(1);
            out.writeShort(0x0008); // static void probe(int)
            out.writeShort(11);
            out.writeShort(12);
            out.writeShort(1);
            code(out, locals);
            out.writeShort(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void constants(DataOutputStream out) throws IOException {
        out.writeShort(CONSTANTS + 1);
        utf8(out, NAME);
        pair(out, 7, 1); // 2: this class
        utf8(out, "java/lang/Object");
        pair(out, 7, 3); // 4: the one above it
        utf8(out, "java/lang/Thread");
        pair(out, 7, 5);
        utf8(out, "yield");
        utf8(out, "()V");
        pair(out, 12, 7, 8);
        pair(out, 10, 6, 9); // 10: what is called
        utf8(out, METHOD);
        utf8(out, "(I)V"); // 12
        utf8(out, "Code");
        utf8(out, "StackMapTable");
    }

    private static void utf8(DataOutputStream out, String text) throws IOException {
        out.writeByte(1);
        out.writeUTF(text);
    }

    private static void pair(DataOutputStream out, int tag, int... parts) throws IOException {
        out.writeByte(tag);
        for (int part : parts) {
            out.writeShort(part);
        }
    }

    private static void code(DataOutputStream out, int locals) throws IOException {
        out.writeShort(13);
        out.writeInt(34);
        out.writeShort(2);
        out.writeShort(locals);
        out.writeInt(13);
        out.writeByte(0x1A); // 0: iload_0
        out.writeByte(0x9C); // 1: ifge 12
        out.writeShort(12 - 1);
        out.writeByte(0x09); // 4: lconst_0
        out.writeShort(0xC437); // 5: lstore_w
        out.writeShort(locals - 2);
        out.writeByte(0xB8); // 9: invokestatic Thread.yield
        out.writeShort(10);
        out.writeByte(0xB1); // 12: return
        out.writeShort(0);
        out.writeShort(1);
        out.writeShort(14);
        out.writeInt(3);
        out.writeShort(1);
        out.writeByte(12); // at 12 the stack is empty again
    }
}
