package org.rdylib.verifier.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;

/** Reads a library's dynamic section as far as {@link Dependencies} go. */
final class DynamicReader {

    private static final long NEEDED = 1;
    private static final long SONAME = 14;
    private static final long RPATH = 15;
    private static final long RUNPATH = 29;
    private static final long FLAGS_1 = 0x6ffffffbL;
    private static final long FLAG_1_PIE = 0x08000000L;

    private DynamicReader() {}

    static Dependencies read(ElfFile file) throws LibraryImageException {
        return read(DynamicSection.read(file));
    }

    static Dependencies read(DynamicSection section) throws LibraryImageException {
        if ((section.first(FLAGS_1).orElse(0) & FLAG_1_PIE) != 0) {
            throw new LibraryImageException(Code.NOT_A_LIBRARY, "is not a shared library: this is a program");
        }
        List<String> needed = section.strings(NEEDED);
        List<String> runPath = section.strings(RUNPATH);
        if (runPath.isEmpty()) {
            runPath = section.strings(RPATH);
        }
        return new Dependencies(first(section.strings(SONAME)), needed, folders(runPath));
    }

    private static Optional<String> first(List<String> strings) {
        return strings.isEmpty() ? Optional.empty() : Optional.of(strings.getFirst());
    }

    private static List<String> folders(List<String> paths) {
        List<String> folders = new ArrayList<>();
        for (String path : paths) {
            folders.addAll(List.of(path.split(":", -1)));
        }
        return folders;
    }
}
