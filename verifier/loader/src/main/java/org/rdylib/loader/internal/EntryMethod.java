package org.rdylib.loader.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The method through which a library enters Java: it calls another one, and answers for it where there is no stack for that.
 *
 * <p>The JVM's compiler puts what a method calls into the method itself, and its entry then takes the stack of all of it: that
 * of the user's code, and of the {@linkplain StackProbe probes} of the calls therein, which are as deep as what is seen to
 * before a library is called. What fails there fails outside of every handler, and ends the JVM. So between the handler and the
 * rest stands a method that is too large to be put into another one. It is written by hand, since no such thing can be said in
 * Java:
 *
 * {@snippet :
 * static long enter(long data) {
 *     try {
 *         return apart(data);
 *     } catch (Throwable thrown) {
 *         Exhausted.lost(thrown, data); // of what C calls
 *         return 0;
 *     }
 * }
 *
 * static long apart(long data) {
 *     // too many instructions that do nothing
 *     return Owner.call(data);
 * }
 * }
 */
public final class EntryMethod {

    private static final String ENTER = "enter";
    private static final String APART = "apart";
    private static final String NOTE = "(Ljava/lang/Throwable;J)V";

    private EntryMethod() {}

    /**
     * What is answered where the method could not be called.
     *
     * @param number the answer, of a method that has one; 0 where that is no whole number
     * @param noted the class whose {@code static void lost(Throwable, long)} is told, if any is
     * @param key which parameter that is told: a {@code long}; none for {@link Long#MIN_VALUE}
     */
    public record Answer(long number, Optional<Class<?>> noted, OptionalInt key) {}

    /**
     * A handle of such a method.
     *
     * @param lookup of the class that the method is one of, which is static
     * @throws NoSuchMethodException if there is none
     * @throws IllegalAccessException if {@code lookup} may not call it
     */
    public static MethodHandle define(MethodHandles.Lookup lookup, String method, MethodType type, Answer answer)
            throws NoSuchMethodException, IllegalAccessException {
        MethodHandle _ = lookup.findStatic(lookup.lookupClass(), method, type);
        byte[] file = classFile(lookup.lookupClass(), method, type, answer);
        MethodHandles.Lookup hidden = lookup.defineHiddenClass(file, true, MethodHandles.Lookup.ClassOption.NESTMATE);
        return hidden.findStatic(hidden.lookupClass(), ENTER, type);
    }

    /** The class that it stands in, beside {@code owner}, which has the method. */
    static byte[] classFile(Class<?> owner, String method, MethodType type, Answer answer) {
        ClassBytes file = new ClassBytes(internal(owner) + "$Entry");
        file.add(ENTER, type.toMethodDescriptorString(), enter(file, type, answer));
        file.add(APART, type.toMethodDescriptorString(), apart(file, owner, method, type));
        return file.array();
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static ClassBytes.Code enter(ClassBytes file, MethodType type, Answer answer) {
        String descriptor = type.toMethodDescriptorString();
        ClassBytes.Bytes code = call(type, file.method(file.self(), APART, descriptor));
        int handler = code.size();
        answer.noted()
                .ifPresentOrElse(noted -> note(file, code, type, noted, answer.key()), () -> code.one(0x57)); // pop
        answer(file, code, type.returnType(), answer.number());
        // Where the handler begins there is what was thrown, and nothing else: same_locals_1_stack_item_frame_extended.
        ClassBytes.Bytes frames =
                new ClassBytes.Bytes().one(247).two(handler).one(7).two(file.type("java/lang/Throwable"));
        int slots = slots(type, type.parameterCount());
        return new ClassBytes.Code(Math.max(slots, 3), slots, code, handler, frames, 1);
    }

    private static void note(ClassBytes file, ClassBytes.Bytes code, MethodType type, Class<?> noted, OptionalInt key) {
        if (key.isPresent()) {
            load(code, long.class, slots(type, key.getAsInt()));
        } else {
            code.one(0x14).two(file.number(Long.MIN_VALUE)); // ldc2_w
        }
        code.one(0xB8).two(file.method(file.type(internal(noted)), "lost", NOTE)); // invokestatic
    }

    private static void answer(ClassBytes file, ClassBytes.Bytes code, Class<?> type, long number) {
        if (type == long.class) {
            code.one(0x14).two(file.number(number)); // ldc2_w
        } else if (type == float.class) {
            code.one(0x0B); // fconst_0
        } else if (type == double.class) {
            code.one(0x0E); // dconst_0
        } else if (type != void.class) {
            code.one(0x13).two(file.number((int) number)); // ldc_w
        }
        code.one(returning(type));
    }

    private static ClassBytes.Code apart(ClassBytes file, Class<?> owner, String method, MethodType type) {
        int begin = 3 + StackProbe.NEVER_INLINED;
        ClassBytes.Bytes code =
                new ClassBytes.Bytes().one(0xA7).two(begin).nops(StackProbe.NEVER_INLINED); // goto begin
        int called = file.method(file.type(internal(owner)), method, type.toMethodDescriptorString());
        code.all(call(type, called));
        // Behind the jump and where it leads nothing has changed: same_frame_extended.
        ClassBytes.Bytes frames =
                new ClassBytes.Bytes().one(251).two(3).one(251).two(begin - 3 - 1);
        int slots = slots(type, type.parameterCount());
        return new ClassBytes.Code(Math.max(slots, 2), slots, code, 0, frames, 2);
    }

    /** Passes all parameters on, and returns what comes of it. */
    private static ClassBytes.Bytes call(MethodType type, int method) {
        ClassBytes.Bytes code = new ClassBytes.Bytes();
        for (int i = 0; i < type.parameterCount(); i++) {
            load(code, type.parameterType(i), slots(type, i));
        }
        return code.one(0xB8).two(method).one(returning(type.returnType())); // invokestatic
    }

    /** How many slots the first parameters take. */
    private static int slots(MethodType type, int parameters) {
        int slots = 0;
        for (int i = 0; i < parameters; i++) {
            Class<?> parameter = type.parameterType(i);
            slots += parameter == long.class || parameter == double.class ? 2 : 1;
        }
        return slots;
    }

    private static void load(ClassBytes.Bytes code, Class<?> type, int slot) {
        int load = 0x15 + kind(type); // iload and those behind it
        code.one(0xC4).one(load).two(slot); // wide
    }

    private static int returning(Class<?> type) {
        return type == void.class ? 0xB1 : 0xAC + kind(type); // ireturn and those behind it
    }

    /** Where a type stands in the JVM's order: int, long, float, double, reference. */
    private static int kind(Class<?> type) {
        if (!type.isPrimitive()) {
            return 4;
        }
        if (type == long.class) {
            return 1;
        }
        if (type == float.class) {
            return 2;
        }
        return type == double.class ? 3 : 0;
    }
}
