package org.rdylib.loader.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a file that is mapped into the process, as {@code /proc/self/maps} tells it.
 *
 * @param start its first address
 * @param file the device and the inode
 */
record Mapping(long start, String file) {

    private static final Path MAPS = Path.of("/proc/self/maps");

    /** The one at an address; empty if there is none, or if the system does not say. */
    static Optional<Mapping> at(long address) {
        try (Stream<String> lines = Files.lines(MAPS)) {
            return lines.flatMap(line -> of(line, address).stream()).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it is gone, for sure: what is mapped at its place now, if anything, is another file. */
    boolean isGone() {
        try {
            List<String> lines = Files.readAllLines(MAPS);
            return lines.stream()
                    .noneMatch(line -> of(line, start).filter(this::equals).isPresent());
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code 7f00-7f10 r--p 00000000 fd:01 1234  /lib/libx.so}. */
    private static Optional<Mapping> of(String line, long address) {
        String[] columns = line.split("\\s+", 6);
        String[] range = columns[0].split("-", 2);
        long start = Long.parseUnsignedLong(range[0], 16);
        long end = Long.parseUnsignedLong(range[1], 16);
        boolean holds = Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
        return holds ? Optional.of(new Mapping(start, columns[3] + " " + columns[4])) : Optional.empty();
    }
}
