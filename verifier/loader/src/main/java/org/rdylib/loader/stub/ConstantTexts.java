package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ConcurrentHashMap;
import org.rdylib.loader.Text;
import org.rdylib.loader.internal.ImmortalRegion;
import org.rdylib.loader.internal.NativeText;
import org.rdylib.loader.internal.Utf8;

/** The texts that stand in descriptors as defaults, each once in memory, for the life of the process. */
final class ConstantTexts {

    private static final ConcurrentHashMap<String, Constant> ALL = new ConcurrentHashMap<>();

    private static final String PLACE = "a default";

    private ConstantTexts() {}

    /** A text in memory. */
    record Constant(long address, long length, Text text) {}

    static Constant of(String text) {
        return ALL.computeIfAbsent(text, ConstantTexts::made);
    }

    private static Constant made(String text) {
        byte[] bytes = Utf8.encode(text, PLACE);
        // An address of its own, be it of nothing.
        MemorySegment memory = Arena.global().allocate(Math.max(bytes.length, 1), 1);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        long address = memory.address();
        return new Constant(
                address, bytes.length, NativeText.checked(ImmortalRegion.FOREVER, address, bytes.length, PLACE));
    }
}
