package org.rdylib.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.image.DefinedSymbols;
import org.rdylib.verifier.image.DescriptorNote;
import org.rdylib.verifier.image.LibraryImage;
import org.rdylib.verifier.image.LibraryImageException;
import org.rdylib.verifier.image.Machine;

/**
 * A shared library as a file, of which nothing runs.
 *
 * @param target what it was built for
 */
record LibraryFile(Path path, Target target, LibraryImage image) {

    /** The targets whose libraries can be read. */
    private static final List<Target> TARGETS = Arrays.stream(Target.values())
            .filter(t -> Machine.of(t).isPresent())
            .toList();

    /**
     * The library at {@code path}, which must have been built for {@code target}.
     *
     * @throws CommandException if it was not, or is none
     */
    static LibraryFile read(Path path, Target target) {
        Machine machine = Machine.of(target)
                .orElseThrow(() -> new CommandException("libraries of " + target.triple()
                        + " are no ELF files, and no others are read: name its descriptor instead of " + path));
        try {
            return new LibraryFile(path, target, LibraryImage.read(path, machine));
        } catch (LibraryImageException e) {
            throw new CommandException(said(path, e) + otherTarget(e.code(), target));
        }
    }

    /**
     * The library at {@code path}, whatever it was built for.
     *
     * @throws CommandException if it is none, or for no target that is known
     */
    static LibraryFile read(Path path) {
        for (Target target : TARGETS) {
            try {
                return new LibraryFile(
                        path, target, LibraryImage.read(path, Machine.of(target).orElseThrow()));
            } catch (LibraryImageException e) {
                if (e.code() != Code.OTHER_MACHINE || target == TARGETS.getLast()) {
                    throw new CommandException(said(path, e));
                }
            }
        }
        throw new AssertionError("there is a target whose libraries can be read");
    }

    /**
     * The descriptor of {@code library} in it, or its only one.
     *
     * @throws CommandException if there is none, or none to choose
     */
    DescriptorNote note(Optional<String> library) {
        try {
            return library.isPresent() ? image.descriptor(library.get()) : image.descriptor();
        } catch (LibraryImageException e) {
            throw new CommandException(said(path, e));
        }
    }

    /**
     * What {@code note}, one of its descriptors, says.
     *
     * @throws CommandException with the whole report if it is ill-formed
     */
    CheckedDescriptor descriptor(DescriptorNote note) {
        try {
            return Canonical.read(note.binding(), note.annotations(), path.toString(), target);
        } catch (InvalidDescriptorException e) {
            throw new CommandException(e.diagnostics());
        }
    }

    /**
     * Which of {@code symbols} it defines, or a library that it needs.
     *
     * @throws CommandException if its tables are damaged
     */
    DefinedSymbols defined(Set<String> symbols) {
        try {
            return DefinedSymbols.of(path, image.machine(), symbols);
        } catch (LibraryImageException e) {
            throw new CommandException(said(path, e));
        }
    }

    private static String said(Path path, LibraryImageException e) {
        return "error[" + e.code().id() + "]: " + path + " " + e.getMessage();
    }

    private static String otherTarget(Code code, Target target) {
        List<Target> others = TARGETS.stream().filter(t -> t != target).toList();
        return code == Code.OTHER_MACHINE
                ? "\n  help: the target was " + target.triple() + "; --target takes " + Target.names(others) + " too"
                : "";
    }
}
