package org.rdylib.spec.syntax;

import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads names that the linker sees. */
final class SymbolReader {

    private SymbolReader() {}

    /** The symbol that is the value of {@code key}. */
    static Optional<String> read(Node node, String key, Diagnostics errors) {
        return errors.text(node, key + " is the name that the linker sees")
                .filter(s -> {
                    boolean fits = s.text().matches("[A-Za-z_.$][A-Za-z0-9_.$]{0,254}");
                    if (!fits) {
                        errors.add(
                                Code.BAD_NAME,
                                s.at(),
                                Names.quote(s.text()) + " is not a symbol",
                                "a symbol has letters, digits, `_`, `.` and `$`, at most 255 of them");
                    }
                    return fits;
                })
                .map(Scalar::text);
    }
}
