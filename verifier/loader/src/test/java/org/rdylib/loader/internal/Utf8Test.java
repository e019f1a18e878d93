package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    private static final byte[] LIKELY = {
        0,
        'a',
        'z',
        0x7F,
        (byte) 0x80,
        (byte) 0x8F,
        (byte) 0x90,
        (byte) 0x9F,
        (byte) 0xA0,
        (byte) 0xBF,
        (byte) 0xC0,
        (byte) 0xC1,
        (byte) 0xC2,
        (byte) 0xDF,
        (byte) 0xE0,
        (byte) 0xED,
        (byte) 0xEF,
        (byte) 0xF0,
        (byte) 0xF4,
        (byte) 0xF5,
        (byte) 0xFF
    };

    @Test
    void isValidWhereTheJdksDecoderSaysSoAndInvalidAtTheSameByte() {
        long seed = Long.getLong("rdylib.seed", System.nanoTime());
        Random random = new Random(seed);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = bytes(random);
            long expected = firstInvalid(bytes);
            assertThat(firstInvalidOfOurs(bytes))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(expected);
            valid += expected < 0 ? 1 : 0;
        }
        System.out.println("seed " + seed + ": " + valid + " of 200000 valid");
        assertThat(valid).isBetween(20_000, 180_000);
    }

    @Test
    void isAsciiWhereNoByteIsNegative() {
        Random random = new Random(1);
        for (int length = 0; length < 40; length++) {
            for (int wrong = -1; wrong < length; wrong++) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                for (int i = 0; i < length; i++) {
                    bytes[i] = (byte) (i == wrong ? bytes[i] | 0x80 : bytes[i] & 0x7F);
                }
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
                    boolean ascii = Utf8.isAscii(memory.address(), length);

                    assertThat(ascii).as("%d bytes, %d", length, wrong).isEqualTo(wrong < 0);
                    assertThat(Utf8.string(memory.address(), length, ascii))
                            .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** Half of them text, a byte of it changed now and then; half of them made of telling bytes. */
    private static byte[] bytes(Random random) {
        int length = random.nextInt(24);
        if (random.nextBoolean()) {
            int[] points = random.ints(length, 0, Character.MAX_CODE_POINT + 1)
                    .map(p -> random.nextInt(3) == 0 ? p : p % 0x900)
                    .filter(p -> p < 0xD800 || p > 0xDFFF)
                    .toArray();
            byte[] text = new String(points, 0, points.length).getBytes(StandardCharsets.UTF_8);
            if (text.length > 0 && random.nextInt(4) == 0) {
                text[random.nextInt(text.length)] = LIKELY[random.nextInt(LIKELY.length)];
            }
            return text;
        }
        byte[] bytes = new byte[length % 6];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = LIKELY[random.nextInt(LIKELY.length)];
        }
        return bytes;
    }

    private static long firstInvalid(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true);
        return result.isError() ? in.position() : -1;
    }

    private static long firstInvalidOfOurs(byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(Math.max(bytes.length, 1));
            MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
            return Utf8.firstInvalid(memory.address(), bytes.length);
        }
    }
}
