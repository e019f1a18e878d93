package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryMethodTest {

    private static final MethodType MANY = MethodType.methodType(
            double.class,
            boolean.class,
            byte.class,
            long.class,
            float.class,
            double.class,
            MemorySegment.class,
            short.class,
            String.class);

    /** What {@link Noted} was told. */
    private static final List<String> NOTED = new ArrayList<>();

    /** With what {@link Called} fails; null if it does not. */
    private static @Nullable String failing;

    /** Who is told of what was thrown. */
    public static final class Noted {
        private Noted() {}

        public static void lost(Throwable thrown, long key) {
            NOTED.add(thrown.getMessage() + " of " + key);
        }
    }

    static final class Called {
        private Called() {}

        static double many(boolean a, byte b, long c, float d, double e, MemorySegment f, short g, String h) {
            return (a ? 1 : 0) + b + c + d + e + f.byteSize() + g + h.length();
        }

        private static void failIfAsked() {
            if (failing != null) {
                throw new StackOverflowError(failing);
            }
        }

        static int failing(int first, long key) {
            failIfAsked();
            return first;
        }

        static void nothing(MemorySegment first, double second, long key) {
            failIfAsked();
        }

        static long number() {
            failIfAsked();
            return 0;
        }

        static float real() {
            failIfAsked();
            return 1;
        }

        static byte small() {
            failIfAsked();
            return 0;
        }

        @SuppressWarnings("unused") // called by its name
        private static long hidden(long value) {
            return value + 1;
        }
    }

    @AfterEach
    void forget() {
        NOTED.clear();
        failing = null;
    }

    private static MethodHandle entry(String method, MethodType type, EntryMethod.Answer answer) throws Exception {
        return EntryMethod.define(MethodHandles.lookup().in(Called.class), method, type, answer);
    }

    private static EntryMethod.Answer answer(long number) {
        return new EntryMethod.Answer(number, Optional.empty(), OptionalInt.empty());
    }

    private static EntryMethod.Answer noting(long number, int key) {
        return new EntryMethod.Answer(
                number, Optional.of(Noted.class), key < 0 ? OptionalInt.empty() : OptionalInt.of(key));
    }

    @Test
    void itPassesOnWhatItIsGivenAndReturnsWhatComesOfIt() throws Throwable {
        MethodHandle many = entry("many", MANY, answer(0));
        double result = (double)
                many.invokeExact(true, (byte) 2, 4L, 8f, 16d, MemorySegment.ofArray(new byte[32]), (short) 64, "text");
        assertThat(result).isEqualTo(1 + 2 + 4 + 8 + 16 + 32 + 64 + 4);
    }

    @Test
    void itCallsWhatOnlyItsNestMayCall() throws Throwable {
        MethodHandle hidden = entry("hidden", MethodType.methodType(long.class, long.class), answer(0));
        assertThat((long) hidden.invokeExact(1L)).isEqualTo(2);
    }

    @Test
    void itAnswersAndNotesTheKeyWhereTheMethodThrows() throws Throwable {
        MethodType type = MethodType.methodType(int.class, int.class, long.class);
        MethodHandle keyed = entry("failing", type, noting(-7, 1));
        assertThat((int) keyed.invokeExact(1, 5L)).isEqualTo(1);
        failing = "none left";
        assertThat((int) keyed.invokeExact(1, 5L)).isEqualTo(-7);
        MethodHandle imported = entry("failing", type, noting(3, -1));
        assertThat((int) imported.invokeExact(1, 5L)).isEqualTo(3);
        assertThat(NOTED).containsExactly("none left of 5", "none left of " + Long.MIN_VALUE);
    }

    @Test
    void itAnswersNothingWhereThereIsNothingToAnswer() throws Throwable {
        MethodType type = MethodType.methodType(void.class, MemorySegment.class, double.class, long.class);
        MethodHandle nothing = entry("nothing", type, noting(0, 2));
        nothing.invokeExact(MemorySegment.NULL, 1d, 9L);
        assertThat(NOTED).isEmpty();
        failing = "deep";
        nothing.invokeExact(MemorySegment.NULL, 1d, 9L);
        assertThat(NOTED).containsExactly("deep of 9");
    }

    @Test
    void itAnswersInEveryType() throws Throwable {
        failing = "none left";
        long number = Long.MAX_VALUE - 1;
        assertThat((long) entry("number", MethodType.methodType(long.class), answer(number))
                        .invokeExact())
                .isEqualTo(number);
        assertThat((float) entry("real", MethodType.methodType(float.class), answer(0))
                        .invokeExact())
                .isZero();
        assertThat((byte) entry("small", MethodType.methodType(byte.class), answer(-2))
                        .invokeExact())
                .isEqualTo((byte) -2);
        assertThat(NOTED).isEmpty();
    }

    @Test
    void itIsRefusedWhereThereIsNoSuchMethod() {
        assertThatExceptionOfType(NoSuchMethodException.class)
                .isThrownBy(() -> entry("number", MethodType.methodType(int.class), answer(0)));
    }

    /** The JVM's limits are its flags FreqInlineSize, 325, and MaxInlineSize, 35. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void itIsAWellFormedClassWhoseSecondMethodIsTooLargeToBeInlined(int key) {
        byte[] file = EntryMethod.classFile(Called.class, "many", MANY, noting(0, key));
        ClassModel model = ClassFile.of().parse(file);
        assertThat(ClassFile.of().verify(model)).isEmpty();
        assertThat(model.methods())
                .extracting(method ->
                        method.findAttribute(Attributes.code()).orElseThrow().codeLength() > 325)
                .containsExactly(false, true);
    }
}
