package org.rdylib.loader.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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
        try (BufferedReader lines = maps()) {
            return lines.lines()
                    .map(Line::of)
                    .filter(line -> line.holds(address))
                    .map(Line::mapping)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Those of some that are gone, for sure: what is mapped at the place of one now, if anything, is another file. */
    static Set<Mapping> gone(Set<Mapping> some) {
        try (BufferedReader lines = maps()) {
            Set<Mapping> gone = new HashSet<>(some);
            lines.lines().forEach(line -> gone.remove(Line.of(line).mapping()));
            return gone;
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }

    /** No interrupt keeps them from being read, and no name of a file, in whatever encoding that is. */
    private static BufferedReader maps() throws IOException {
        return Files.newBufferedReader(MAPS, StandardCharsets.ISO_8859_1);
    }

    /** {@code 7f00-7f10 r--p 00000000 fd:01 1234  /lib/libx.so}. */
    private record Line(Mapping mapping, long end) {

        static Line of(String line) {
            String[] columns = line.split("\\s+", 6);
            String[] range = columns[0].split("-", 2);
            return new Line(
                    new Mapping(Long.parseUnsignedLong(range[0], 16), columns[3] + " " + columns[4]),
                    Long.parseUnsignedLong(range[1], 16));
        }

        boolean holds(long address) {
            return Long.compareUnsigned(mapping.start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
        }
    }
}
