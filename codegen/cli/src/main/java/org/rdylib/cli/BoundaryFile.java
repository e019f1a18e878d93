package org.rdylib.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.image.DescriptorNote;
import org.rdylib.verifier.image.LibraryImage;
import org.rdylib.verifier.image.LibraryImageException;
import org.rdylib.verifier.image.Machine;

/** A file that describes a boundary: a descriptor, or a shared library that carries one. */
final class BoundaryFile {

    private static final byte[] ELF_MAGIC = {0x7f, 'E', 'L', 'F'};

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
     * @param abortsOnPanic whether it is a library that says that a panic in it ends the process
     */
    record Contents(CheckedDescriptor descriptor, boolean abortsOnPanic) {}

    /**
     * All that {@code file} says, read once.
     *
     * @throws CommandException as {@link #read}
     */
    static Contents open(Path file, Optional<String> library, Target target) {
        return isLibrary(file)
                ? ofLibrary(file, library, target)
                : new Contents(ofDescriptor(file, library, target), false);
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
        DescriptorNote note = note(file, library, target);
        try {
            CheckedDescriptor descriptor = Canonical.read(note.binding(), note.annotations(), file.toString(), target);
            return new Contents(descriptor, note.abortsOnPanic());
        } catch (InvalidDescriptorException e) {
            throw new CommandException(e.diagnostics());
        }
    }

    private static DescriptorNote note(Path file, Optional<String> library, Target target) {
        Machine machine = Machine.of(target)
                .orElseThrow(() -> new CommandException("libraries of " + target.triple()
                        + " are no ELF files, and no others are read: name its descriptor instead of " + file));
        try {
            LibraryImage image = LibraryImage.read(file, machine);
            return library.isPresent() ? image.descriptor(library.get()) : image.descriptor();
        } catch (LibraryImageException e) {
            throw new CommandException(
                    "error[" + e.code().id() + "]: " + file + ": " + e.getMessage() + otherTarget(e.code(), target));
        }
    }

    private static String otherTarget(Code code, Target target) {
        List<Target> others = Arrays.stream(Target.values())
                .filter(t -> t != target && Machine.of(t).isPresent())
                .toList();
        return code == Code.OTHER_MACHINE
                ? "\n  help: the target was " + target.triple() + "; --target takes " + Target.names(others) + " too"
                : "";
    }

    /** By its first bytes; by its name where those say nothing, so that a damaged library is named as one. */
    private static boolean isLibrary(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return LIBRARY_SUFFIXES.stream().anyMatch(name::endsWith) || startsLikeElf(file);
    }

    private static boolean startsLikeElf(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ELF_MAGIC.length), ELF_MAGIC);
        } catch (IOException unreadable) {
            // Read as a descriptor it is reported as unreadable, with its place.
            return false;
        }
    }
}
