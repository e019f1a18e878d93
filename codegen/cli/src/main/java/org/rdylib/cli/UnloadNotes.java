package org.rdylib.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Finding;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verifier;

/**
 * What keeps a library from being unloaded, in a descriptor that is otherwise in order: whatever does not fit under
 * {@code unload: allowed} where host and plugin have the same copy. No error, since a library may stay.
 */
final class UnloadNotes {

    private static final String HEAD = "a library of this description cannot be unloaded: ";
    private static final String STAYS = "; a host that keeps the library for ever (`unload: never`) is not concerned";

    private final List<Diagnostic> notes = new ArrayList<>();
    private final Set<Key> told = new HashSet<>();

    /** One demand has one note, however many values make it. */
    private record Key(Code code, Place at) {}

    /** The notes, each at the place of its demand, in the order of the file. */
    static List<Diagnostic> of(CheckedDescriptor descriptor) {
        UnloadNotes notes = new UnloadNotes();
        Target target = descriptor.targets().getFirst();
        Verifier.verify(new Host<>(descriptor), new Plugin<>(descriptor), Unload.ALLOWED, target)
                .findings()
                .forEach(notes::add);
        return notes.notes.stream().sorted(Diagnostic.ORDER).toList();
    }

    private void add(Finding finding) {
        Place at = finding.host().value();
        if (told.add(new Key(finding.code(), at))) {
            notes.add(
                    finding.code() == Code.STATIC_NOT_PROMISED
                            ? forEver(finding, at)
                            : Diagnostic.note(
                                    finding.code(),
                                    at,
                                    HEAD + finding.message(),
                                    String.join("; ", finding.help()) + STAYS));
        }
    }

    /** Where the bound of an object is left out, its place is that of the whole type. */
    private static Diagnostic forEver(Finding finding, Place at) {
        boolean isWritten =
                at.text().codePoints().skip(at.column() - 1L).limit(1).anyMatch(c -> c == '\'');
        return isWritten
                ? Diagnostic.note(
                        finding.code(),
                        at,
                        HEAD + "what it gives here would have to outlive it",
                        "write `'dylib`, which ends with the library" + STAYS)
                : Diagnostic.note(
                        finding.code(),
                        at,
                        HEAD + "without a bound this means `+ 'static`, so it would have to outlive it",
                        "add `+ 'dylib`, which ends with the library, or a shorter life" + STAYS);
    }
}
