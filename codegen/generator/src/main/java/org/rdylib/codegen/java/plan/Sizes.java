package org.rdylib.codegen.java.plan;

import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Options;

/** How large values are, and where their parts lie. */
public final class Sizes {
    public static final long WORD = 8;

    private final Layouts layouts;

    Sizes(Layouts layouts) {
        this.layouts = layouts;
    }

    public Layouts layouts() {
        return layouts;
    }

    public long size(Value value) {
        return value instanceof Value.Unit ? 0 : layouts.of(value.type()).size();
    }

    public long align(Value value) {
        return value instanceof Value.Unit ? 1 : layouts.of(value.type()).align();
    }

    /** The offset of a direct part of a tuple, {@code Option} or {@code Result}. */
    public long offset(Value whole, String path) {
        return layouts.of(whole.type())
                .slot(path)
                .orElseThrow(() -> new IllegalStateException(whole.at() + ": no slot " + path))
                .offset();
    }

    /** Whether {@code None} is a null in the value's first word. */
    public static boolean isNullable(Value.Option option) {
        return Options.isNullable(option.value().type());
    }

    /** The integer that an enum's discriminant is. */
    static ScalarKind tag(TypeDeclaration.Enum declaration) {
        return declaration.repr();
    }
}
