package org.rdylib.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Place;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;

/** Finds what a generator cannot express yet, so that it refuses a descriptor instead of writing wrong code for it. */
public final class Unsupported {

    private final String generator;
    private final Set<LanguagePart> supported;
    private final List<Diagnostic> found = new ArrayList<>();

    private Unsupported(String generator, Set<LanguagePart> supported) {
        this.generator = generator;
        this.supported = supported;
    }

    /**
     * A {@code NOT_SUPPORTED} diagnostic for each use of a part of the language that is not in {@code supported}.
     *
     * @param generator how messages call it: {@code the C generator}
     */
    public static List<Diagnostic> in(CheckedDescriptor checked, String generator, Set<LanguagePart> supported) {
        Unsupported unsupported = new Unsupported(generator, supported);
        unsupported.descriptor(checked.descriptor());
        return List.copyOf(unsupported.found);
    }

    private void descriptor(Descriptor descriptor) {
        descriptor.types().forEach(this::type);
        descriptor.interfaces().forEach(i -> i.methods().forEach(m -> optional(m.isOptional(), m.at())));
        descriptor.exports().forEach(e -> optional(e.isOptional(), e.at()));
        descriptor.imports().forEach(i -> optional(i.isOptional(), i.at()));
    }

    private void type(TypeDeclaration declaration) {
        if (declaration instanceof TypeDeclaration.Struct s && s.evolution() == Evolution.APPEND) {
            use(LanguagePart.APPEND_STRUCT, s.at());
        }
    }

    private void optional(boolean isOptional, Place at) {
        if (isOptional) {
            use(LanguagePart.OPTIONAL, at);
        }
    }

    private void use(LanguagePart part, Place at) {
        if (!supported.contains(part)) {
            found.add(Diagnostic.error(
                    Code.NOT_SUPPORTED,
                    at,
                    part.described() + " is part of the language, but " + generator + " does not support it yet",
                    part.help()));
        }
    }
}
