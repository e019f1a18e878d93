package org.rdylib.conformance.elision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.rdylib.conformance.elision.RandomSignatures.Signature;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.syntax.TypePrinter;

/** Signatures as they are written, and as the checker writes them out, in Rust. */
final class Elided {

    /** Reads and checks a descriptor. */
    interface Reader {
        Checked read(String file, String text);
    }

    /** What all modules begin with. */
    static final String RUST = """
        #![allow(warnings)]
        use std::sync::Arc;
        struct S<'a>(&'a u8);
        struct D<'a, 'b>(&'a u8, &'b u8);
        trait I {}
        trait J<'a> {}
        struct X;
        """;

    private static final String DESCRIPTOR = """
        abi: 1
        library: sample
        version: 1.0.0
        types:
          S<'a>: {struct: {a: "&'a u8"}}
          D<'a, 'b>: {struct: {a: "&'a u8", b: "&'b u8"}}
        interfaces:
          I: {methods: {m: "fn(&self)"}}
          J<'a>: {methods: {m: "fn(&self, a: &'a u8)"}}
        """;

    private Elided() {}

    /** What the checker makes of it, in Rust; empty where it misses a lifetime. */
    static Optional<String> explicit(Signature signature, Reader reader, String seed) {
        boolean isMethod = signature.receiver().isPresent();
        String line = isMethod
                ? "  K" + generics(signature) + ": {methods: {m: \"" + signature.text() + "\"}}\n"
                : "exports:\n  m: \"" + signature.text() + "\"\n";
        Checked checked = reader.read("sample.yaml", DESCRIPTOR + line);
        if (checked.descriptor().isEmpty()) {
            assertThat(checked.diagnostics())
                    .as("%s: `%s`", seed, signature.text())
                    .extracting(Diagnostic::code)
                    .containsOnly(Code.MISSING_LIFETIME);
            return Optional.empty();
        }
        CheckedDescriptor descriptor = checked.descriptor().get();
        org.rdylib.spec.Signature elaborated = isMethod
                ? descriptor.interfaceNamed("K").methods().getFirst().signature()
                : descriptor.descriptor().exports().getFirst().signature();
        return Optional.of(TypePrinter.print(elaborated).replaceAll("'(\\d+)", "'e$1"));
    }

    /** That the elided signature, as a trait's method, takes the explicit one, and the other way round. */
    static String pair(int number, Signature signature, String explicit) {
        String generics = generics(signature);
        String elided = named(signature.text());
        return "mod m" + number + " { use super::*; trait A" + generics + " { " + elided + "; } trait B" + generics
                + " { " + named(explicit) + "; } impl" + generics + " A" + generics + " for X { " + named(explicit)
                + " { loop {} } } impl" + generics + " B" + generics + " for X { " + elided + " { loop {} } } }\n";
    }

    static String named(String signature) {
        return "fn m" + signature.substring("fn".length());
    }

    static String generics(Signature signature) {
        return signature.needsInterfaceLifetime() ? "<'x>" : "";
    }
}
