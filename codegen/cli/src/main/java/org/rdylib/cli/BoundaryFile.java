package org.rdylib.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.image.DescriptorNote;

/** A file that describes a boundary: a descriptor, or a shared library that carries one. */
final class BoundaryFile {

    /** How files of ELF, Mach-O, which has two for each order of bytes, and PE begin. */
    private static final List<String> MAGIC =
            List.of("7f454c46", "cffaedfe", "cefaedfe", "feedfacf", "feedface", "4d5a9000");

    private static final List<String> LIBRARY_SUFFIXES = List.of(".so", ".dll", ".dylib");

    private BoundaryFile() {}

    /**
     * The descriptor of {@code file}.
     *
     * @param library which one, where a library file may hold several
     * @param target what it is checked for, and what a library must have been built for
     * @throws CommandException with the whole report if there is none, or an ill-formed one
     */
    static CheckedDescriptor read(Path file, Optional<String> library, Target target) {
        return open(file, library, target).descriptor();
    }

    /**
     * What a file says of a boundary.
     *
     * @param library the file, if it is a library
     * @param abortsOnPanic whether it is one that says that a panic in it ends the process
     */
    record Contents(CheckedDescriptor descriptor, Optional<LibraryFile> library, boolean abortsOnPanic) {}

    /**
     * All that {@code file} says, read once.
     *
     * @throws CommandException as {@link #read}
     */
    static Contents open(Path file, Optional<String> library, Target target) {
        return isLibrary(file)
                ? ofLibrary(file, library, target)
                : new Contents(ofDescriptor(file, library, target), Optional.empty(), false);
    }

    private static CheckedDescriptor ofDescriptor(Path file, Optional<String> library, Target target) {
        Checked checked = Descriptors.read(file, List.of(target));
        CheckedDescriptor descriptor =
                checked.descriptor().orElseThrow(() -> new CommandException(checked.diagnostics()));
        String described = descriptor.descriptor().library();
        if (library.isPresent() && !library.get().equals(described)) {
            throw new CommandException(file + " describes `" + described + "`, not `" + library.get() + "`");
        }
        return descriptor;
    }

    private static Contents ofLibrary(Path file, Optional<String> library, Target target) {
        LibraryFile from = LibraryFile.read(file, target);
        DescriptorNote note = from.note(library);
        return new Contents(from.descriptor(note), Optional.of(from), note.abortsOnPanic());
    }

    /** By its first bytes; by its name where those say nothing, so that a damaged library is named as one. */
    private static boolean isLibrary(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return LIBRARY_SUFFIXES.stream().anyMatch(name::endsWith) || startsLikeLibrary(file);
    }

    private static boolean startsLikeLibrary(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return MAGIC.contains(HexFormat.of().formatHex(in.readNBytes(4)));
        } catch (IOException unreadable) {
            // Read as a descriptor it is reported as unreadable, with its place.
            return false;
        }
    }
}
