package org.rdylib.conformance.linker;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a call puts a value: of each byte of it, in order, the register and the byte of that ({@code x0+3}, {@code v1+0}),
 * or the offset from the stack pointer ({@code sp+12}); of a value that is passed by its address, where the address is
 * ({@code &x2}).
 */
record Places(List<String> bytes) {

    Places {
        bytes = List.copyOf(bytes);
    }

    static Places address(String storage) {
        return new Places(List.of("&" + storage));
    }

    /** Collects the bytes of pieces that are passed one by one. */
    static final class Collector {

        private final List<String> bytes = new ArrayList<>();
        private final long size;

        /** @param size of the value; what is passed beyond it says nothing */
        Collector(long size) {
            this.size = size;
        }

        /** The next bytes, in a register or on the stack. */
        void put(String storage, long width) {
            for (int i = 0; i < width && bytes.size() < size; i++) {
                bytes.add(
                        storage.startsWith("sp+")
                                ? "sp+" + (Long.parseLong(storage.substring(3)) + i)
                                : storage + "+" + i);
            }
        }

        boolean isComplete() {
            return bytes.size() == size;
        }

        Places places() {
            return new Places(bytes);
        }
    }
}
