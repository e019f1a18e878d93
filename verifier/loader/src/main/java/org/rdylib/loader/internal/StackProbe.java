package org.rdylib.loader.internal;

import java.lang.invoke.MethodHandle;

/**
 * Overflows the stack while it still can: before a call into a library rather than at the entry of a callback, where
 * nobody could catch it and the JVM would end.
 *
 * <p>The JVM touches the stack as far down as a method may need it when the method is entered. So a method with 2,000
 * slots of locals, which it would use only in a branch that is never taken, sees to 16 KB for next to nothing: all a
 * callback and the library's frames above it must fit into. (The call in that branch is there for the client compiler,
 * which counts the interpreter's frame only where it could have to make one.)
 */
public final class StackProbe {

    private static final int CALLBACK = 2_000;
    private static final int LINKING = 32_000;

    /** More than the JVM's compilers inline, of however hot a method (its {@code FreqInlineSize} is 325). */
    static final int NEVER_INLINED = 400;

    private static final MethodHandle PROBE = DeepMethod.define(CALLBACK, 0);
    private static final MethodHandle APART = DeepMethod.define(CALLBACK, NEVER_INLINED);
    private static final MethodHandle ROOM = DeepMethod.define(LINKING, NEVER_INLINED);

    /** Never anything else, which no compiler knows. */
    @SuppressWarnings({"FieldMayBeFinal", "NonFinalStaticField"}) // a constant would take away what makes a method deep
    private static int number = 0;

    private StackProbe() {}

    /**
     * Returns if there is some stack left.
     *
     * @param number not negative, as a rule, and no constant: what is done only if it is makes the method as deep as it is
     * @throws StackOverflowError if there is not
     */
    public static void probe(int number) throws Throwable {
        PROBE.invokeExact(number);
    }

    /**
     * The same where it need not be quick. Nobody who calls this takes as much stack for that: of a method that the compiler
     * inlines, its caller does, at its own entry.
     */
    public static void probe() throws Throwable {
        APART.invokeExact(number);
    }

    /** The same before what has to be undone by this thread, which takes less than a call. */
    public static void beforeUse() {
        try {
            probe();
        } catch (Throwable thrown) {
            throw Thrown.asItIs(thrown);
        }
    }

    /** Whether there is enough for a call into a library. */
    public static boolean isEnough() {
        try {
            probe();
            return true;
        } catch (StackOverflowError _) {
            return false;
        } catch (Throwable thrown) {
            throw Thrown.asItIs(thrown);
        }
    }

    /**
     * Whether there is stack enough for what the JVM does when something is linked or used for the first time, 256 KB: a
     * class whose initializer finds too little can never be used again, the JVM's own included.
     */
    public static boolean isRoomy() {
        try {
            ROOM.invokeExact(number);
            return true;
        } catch (StackOverflowError _) {
            return false;
        } catch (Throwable thrown) {
            throw Thrown.asItIs(thrown);
        }
    }
}
