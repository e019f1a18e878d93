package org.rdylib.codegen.c;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.NoLayoutException;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;

/** Assertions that the C compiler lays everything out as the other side, which never sees the header, expects it. */
final class LayoutAsserts {

    /** What a table begins with, in words. */
    private static final int TABLE_HEADER = 5;

    private final CheckedDescriptor descriptor;
    private final Layouts layouts;
    private final Target target;
    private final List<String> lines = new ArrayList<>();

    private LayoutAsserts(CheckedDescriptor descriptor, Target target) {
        this.descriptor = descriptor;
        this.layouts = new Layouts(descriptor, target);
        this.target = target;
    }

    /**
     * The assertions for all that {@code types} has defined, a line each.
     *
     * @throws NoLayoutException if the target does not have one of them
     */
    static List<String> of(CheckedDescriptor descriptor, Target target, Names names, CTypes types) {
        LayoutAsserts asserts = new LayoutAsserts(descriptor, target);
        asserts.runtime();
        asserts.plainEnums(names);
        types.definitions().forEach(asserts::definition);
        types.tables().forEach(asserts::table);
        asserts.imports(names);
        return List.copyOf(asserts.lines);
    }

    private void imports(Names names) {
        int count = descriptor.descriptor().imports().size();
        if (count > 0) {
            size(names.importsTable(), (long) count * target.pointerSize(), target.pointerSize());
        }
    }

    private void runtime() {
        int word = target.pointerSize();
        size("void *", word, word);
        size("void (*)(void)", word, word);
        size("bool", 1, 1);
        size("rdylib_str", 2L * word, word);
        offset("rdylib_str", "length", word);
        size("rdylib_string", 4L * word, word);
        size("rdylib_failure", 3L * word, word);
        size("rdylib_table", (long) TABLE_HEADER * word, word);
    }

    private void plainEnums(Names names) {
        for (TypeDeclaration declaration : descriptor.descriptor().types()) {
            if (declaration instanceof TypeDeclaration.Enum e && !e.hasPayload()) {
                Layout layout = layouts.ofType(e.name());
                size(names.type(e.name()), layout.size(), layout.align());
            }
        }
    }

    private void definition(Definition definition) {
        Layout layout = layouts.of(definition.type());
        size(definition.name(), layout.size(), layout.align());
        for (Slot slot : layout.slots()) {
            offset(definition.name(), definition.memberAt(slot.path()), slot.offset());
        }
    }

    private void table(Table table) {
        long word = target.pointerSize();
        int slots = table.slots().size();
        size(table.name(), (TABLE_HEADER + slots) * word, word);
        for (int i = 0; i < slots; i++) {
            offset(table.name(), table.slots().get(i).field(), (TABLE_HEADER + i) * word);
        }
    }

    private void size(String type, long size, long align) {
        lines.add("RDYLIB_ASSERT(sizeof(" + type + ") == " + size + " && RDYLIB_ALIGNOF(" + type + ") == " + align
                + ", \"" + type + "\");");
    }

    private void offset(String type, String member, long offset) {
        lines.add("RDYLIB_ASSERT(offsetof(" + type + ", " + member + ") == " + offset + ", \"" + type + "." + member
                + "\");");
    }
}
