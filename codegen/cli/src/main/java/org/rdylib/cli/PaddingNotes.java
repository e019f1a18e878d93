package org.rdylib.cli;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;

/** Padding at the end of structs that may grow: once such a struct is published, it is too late to give it a name. */
final class PaddingNotes {

    private PaddingNotes() {}

    /** The notes, each at the name of its struct, in the order of the file. */
    static List<Diagnostic> of(CheckedDescriptor descriptor) {
        Layouts layouts = new Layouts(descriptor, descriptor.targets().getFirst());
        List<Diagnostic> notes = new ArrayList<>();
        for (TypeDeclaration type : descriptor.descriptor().types()) {
            if (type instanceof TypeDeclaration.Struct && type.evolution() == Evolution.APPEND) {
                Layout layout = layouts.ofType(type.name());
                long end = layout.slots().stream().mapToLong(Slot::end).max().orElse(0);
                if (end < layout.size()) {
                    notes.add(note(type, layout.size() - end, layout.align()));
                }
            }
        }
        return notes.stream().sorted(Diagnostic.ORDER).toList();
    }

    private static Diagnostic note(TypeDeclaration type, long padding, long align) {
        return Diagnostic.note(
                Code.ADDED_WITHIN,
                type.at(),
                "`" + type.name() + "` may grow and has " + bytes(padding)
                        + " of padding at its end, where nothing can be added",
                "give it a name before this version is published, like `reserved: \"[u8; " + padding
                        + "]\"`; else what is added first must be aligned to " + align);
    }

    private static String bytes(long count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }
}
