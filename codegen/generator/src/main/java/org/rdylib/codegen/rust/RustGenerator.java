package org.rdylib.codegen.rust;

import java.util.List;
import java.util.Optional;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.LocalNames;
import org.rdylib.codegen.SourceFile;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * Writes what a plugin in Rust needs: one module with the descriptor's types, a trait for each interface and one for the
 * exports, the imports as functions, the macro {@code export!}, and all that is behind them.
 *
 * <p>The file is for {@code mod abi;}, or for {@code include!} within a module. It needs Rust 1.82, in edition 2021 or
 * 2024, and nothing but {@code core} and {@code std}.
 */
public final class RustGenerator {

    private RustGenerator() {}

    /**
     * Generates the module.
     *
     * @return the file, called after the module, or a {@code NOT_SUPPORTED} diagnostic for each use of something that
     *     generated Rust cannot express
     */
    public static Generated generate(CheckedDescriptor descriptor, RustOptions options) {
        List<Diagnostic> refusals = Refusals.of(descriptor);
        if (!refusals.isEmpty()) {
            return Generated.refused(refusals);
        }
        CanonicalForm form = CanonicalForm.of(descriptor);
        Optional<Diagnostic> unreadable = Canonical.unreadable(descriptor, form);
        if (unreadable.isPresent()) {
            return Generated.refused(List.of(unreadable.get()));
        }
        String text = new ModuleWriter(LocalNames.of(descriptor), form, options).write();
        return Generated.of(List.of(new SourceFile(options.name() + ".rs", text)));
    }
}
