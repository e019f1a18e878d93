package org.rdylib.loader.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A method that has many slots of locals and does nothing: {@code if (number < 0) { long last = 0; Thread.yield(); }}. It is
 * tedious to write in Java and short in bytecode, which is written by hand here.
 */
public final class DeepMethod {

    private static final String NAME = DeepMethod.class.getPackageName().replace('.', '/') + "/Deep";
    private static final String METHOD = "probe";
    private static final MethodType TYPE = MethodType.methodType(void.class, int.class);

    private DeepMethod() {}

    /**
     * A handle of such a method, {@code void probe(int number)}.
     *
     * @param padding how many bytes of code it has besides
     */
    public static MethodHandle define(int locals, int padding) {
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(classFile(locals, padding), true);
            return hidden.findStatic(hidden.lookupClass(), METHOD, TYPE);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a deep method", e);
        }
    }

    /** The class that it stands in. */
    static byte[] classFile(int locals, int padding) {
        ClassBytes file = new ClassBytes(NAME);
        int end = 12 + padding;
        ClassBytes.Bytes code = new ClassBytes.Bytes();
        code.one(0x1A); // 0: iload_0
        code.one(0x9C).two(end - 1); // 1: ifge end
        code.one(0x09); // 4: lconst_0
        code.two(0xC437).two(locals - 2); // 5: lstore_w
        code.nops(padding);
        code.one(0xB8).two(file.method(file.type("java/lang/Thread"), "yield", "()V")); // invokestatic
        code.one(0xB1); // end: return
        // At the end the stack is empty again.
        ClassBytes.Bytes frames = new ClassBytes.Bytes().one(251).two(end);
        file.add(METHOD, TYPE.toMethodDescriptorString(), new ClassBytes.Code(2, locals, code, 0, frames, 1));
        return file.array();
    }
}
