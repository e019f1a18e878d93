package org.rdylib.loader.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A class file that is written by hand, of static methods alone: chapter 4 of the JVM's specification. The JDK's own writer of
 * class files would have to be loaded at every program's start.
 */
final class ClassBytes {

    /** That of Java 17, which is as good as any. */
    private static final int VERSION = 61;

    private final Bytes constants = new Bytes();
    private final Bytes methods = new Bytes();
    private final int self;
    private final int superclass;
    private int constantCount = 1;
    private int methodCount;

    /** @param name of the class, with slashes */
    ClassBytes(String name) {
        this.self = type(name);
        this.superclass = type("java/lang/Object");
    }

    /** Bytes in the order of the JVM, the greatest first. */
    static final class Bytes {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Bytes one(int value) {
            bytes.write(value);
            return this;
        }

        Bytes two(int value) {
            return one(value >>> Byte.SIZE).one(value);
        }

        Bytes four(int value) {
            return two(value >>> Short.SIZE).two(value);
        }

        Bytes eight(long value) {
            return four((int) (value >>> Integer.SIZE)).four((int) value);
        }

        /** So many instructions that do nothing. */
        Bytes nops(int count) {
            bytes.writeBytes(new byte[count]);
            return this;
        }

        Bytes utf8(String text) {
            try {
                out.writeUTF(text);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Bytes all(Bytes other) {
            bytes.writeBytes(other.bytes.toByteArray());
            return this;
        }

        int size() {
            return bytes.size();
        }

        byte[] array() {
            return bytes.toByteArray();
        }
    }

    int utf8(String text) {
        constants.one(1).utf8(text);
        return constantCount++;
    }

    /** A class by its name, with slashes. */
    int type(String name) {
        int text = utf8(name);
        constants.one(7).two(text);
        return constantCount++;
    }

    int number(int value) {
        constants.one(3).four(value);
        return constantCount++;
    }

    int number(long value) {
        constants.one(5).eight(value);
        constantCount += 2;
        return constantCount - 2;
    }

    /** A static method of a class that is a constant. */
    int method(int owner, String name, String descriptor) {
        int nameText = utf8(name);
        int descriptorText = utf8(descriptor);
        constants.one(12).two(nameText).two(descriptorText);
        int pair = constantCount++;
        constants.one(10).two(owner).two(pair);
        return constantCount++;
    }

    /** The class itself, as a constant. */
    int self() {
        return self;
    }

    /**
     * What a method does.
     *
     * @param stack how many slots it needs at most for what it calculates
     * @param locals how many for its parameters and variables
     * @param code its instructions
     * @param handled how many bytes of them, from the first, a handler follows, for whatever they throw; 0 for none
     * @param frames the entries of its {@code StackMapTable}
     * @param frameCount how many
     */
    record Code(int stack, int locals, Bytes code, int handled, Bytes frames, int frameCount) {}

    /** Adds a static method. */
    void add(String name, String descriptor, Code body) {
        int nameText = utf8(name);
        int descriptorText = utf8(descriptor);
        int codeText = utf8("Code");
        int framesText = utf8("StackMapTable");
        Bytes content = new Bytes().two(body.stack()).two(body.locals());
        content.four(body.code().size()).all(body.code());
        if (body.handled() == 0) {
            content.two(0);
        } else {
            content.two(1).two(0).two(body.handled()).two(body.handled()).two(0);
        }
        content.two(1).two(framesText).four(body.frames().size() + 2).two(body.frameCount());
        content.all(body.frames());
        methods.two(0x0008).two(nameText).two(descriptorText).two(1); // static
        methods.two(codeText).four(content.size()).all(content);
        methodCount++;
    }

    /** The class file. */
    byte[] array() {
        Bytes all =
                new Bytes().four(0xCAFEBABE).four(VERSION).two(constantCount).all(constants);
        all.two(0x0030).two(self).two(superclass).two(0).two(0); // final, super
        return all.two(methodCount).all(methods).two(0).array();
    }
}
