package org.rdylib.verifier.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the smallest library with a note for any machine: what compilers here do not build. */
record ElfWriter(Machine machine) {

    private static final int DATA = 0x200;

    ByteBuffer write(String binding, String annotations, String needed) {
        byte[] text = (binding + "\n" + annotations).getBytes(StandardCharsets.UTF_8);
        byte[] strings = ("\0" + needed + "\0").getBytes(StandardCharsets.UTF_8);
        int note = DATA;
        int noteSize = 20 + 32 + text.length;
        int stringsAt = note + noteSize;
        int dynamic = (stringsAt + strings.length + 7) / 8 * 8;
        int dynamicSize = 4 * machine.bits() / 4;
        ByteBuffer b = ByteBuffer.allocate(dynamic + dynamicSize).order(machine.order());
        boolean wide = machine.bits() == 64;
        b.put(new byte[] {
            0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (b.order() == ByteOrder.BIG_ENDIAN ? 2 : 1), 1
        });
        b.putShort(16, (short) 3).putShort(18, (short) machine.number());
        if (wide) {
            b.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 3);
        } else {
            b.putInt(28, 52).putShort(42, (short) 32).putShort(44, (short) 3);
        }
        segment(b, 0, 1, 0, b.capacity());
        segment(b, 1, 4, note, noteSize);
        segment(b, 2, 2, dynamic, dynamicSize);
        b.position(note);
        b.putInt(7).putInt(32 + text.length).putInt(1).put("rdylib\0\0".getBytes(StandardCharsets.UTF_8));
        b.put(Cc.sha256(binding)).put(text).put(strings);
        b.position(dynamic);
        entry(b, 1, 1);
        entry(b, 5, 0x10000 + stringsAt);
        entry(b, 10, strings.length);
        return b.rewind();
    }

    /** All is mapped at 0x10000, so that an address is not mistaken for an offset. */
    private void segment(ByteBuffer b, int index, int type, int offset, int size) {
        if (machine.bits() == 64) {
            b.position(64 + index * 56);
            b.putInt(type).putInt(4).putLong(offset).putLong(0x10000 + offset).putLong(0x10000 + offset);
            b.putLong(size).putLong(size).putLong(4);
        } else {
            b.position(52 + index * 32);
            b.putInt(type).putInt(offset).putInt(0x10000 + offset).putInt(0x10000 + offset);
            b.putInt(size).putInt(size).putInt(4).putInt(4);
        }
    }

    private void entry(ByteBuffer b, int tag, int value) {
        if (machine.bits() == 64) {
            b.putLong(tag).putLong(value);
        } else {
            b.putInt(tag).putInt(value);
        }
    }
}
