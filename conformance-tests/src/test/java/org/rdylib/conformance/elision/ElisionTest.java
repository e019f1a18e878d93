package org.rdylib.conformance.elision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.elision.RandomSignatures.Signature;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * Elision and default object bounds are rustc's. It must refuse the same signatures for want of a lifetime; for the
 * others, the elided signature as a trait's method must accept an implementation with the explicit one, and the other
 * way round. {@code -Drdylib.seed} and {@code -Drdylib.elision.signatures} choose others, and more of them.
 */
class ElisionTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int COUNT = Integer.getInteger("rdylib.elision.signatures", 600);

    private static final String RUST = """
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

    private static final Pattern MISSING = Pattern.compile("error\\[E0106\\].*");
    private static final Pattern OTHER = Pattern.compile("error(\\[E\\d+\\])?: (?!aborting).*");
    private static final Pattern LINE = Pattern.compile(" *--> elision\\.rs:(\\d+):.*");

    @Test
    void elisionIsThatOfRustc(@TempDir Path folder) throws IOException {
        Tool.require("rustc");
        RandomSignatures random = new RandomSignatures(
                RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
        List<Signature> signatures = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            signatures.add(random.next());
        }
        Set<Integer> refused = refusedByRustc(folder, signatures);

        StringBuilder pairs = new StringBuilder(RUST);
        int accepted = 0;
        for (int i = 0; i < COUNT; i++) {
            Signature signature = signatures.get(i);
            Optional<String> explicit = explicit(signature);
            assertThat(explicit.isEmpty())
                    .as("seed %d: is `%s` refused", SEED, signature.text())
                    .isEqualTo(refused.contains(i));
            if (explicit.isPresent()) {
                accepted++;
                pairs.append(pair(i, signature, explicit.get()));
            }
        }
        Files.writeString(folder.resolve("pairs.rs"), pairs);
        Tool.run(folder, "rustc", "--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "pairs.rs");

        System.out.printf(
                "elision against rustc: seed %d, %d signatures, %d accepted, %d refused%n",
                SEED, COUNT, accepted, COUNT - accepted);
        assertThat(accepted).isBetween(COUNT / 5, COUNT - COUNT / 20);
    }

    private static Set<Integer> refusedByRustc(Path folder, List<Signature> signatures) throws IOException {
        StringBuilder text = new StringBuilder(RUST);
        int first = (int) RUST.lines().count() + 1;
        for (Signature signature : signatures) {
            text.append("trait A")
                    .append(text.length())
                    .append(generics(signature))
                    .append(" { ");
            text.append(named(signature.text())).append("; }\n");
        }
        Files.writeString(folder.resolve("elision.rs"), text);
        Tool.Run run = Tool.attempt(
                folder, "rustc", "--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "elision.rs");
        Set<Integer> refused = new HashSet<>();
        boolean missing = false;
        for (String line : run.output()) {
            Matcher place = LINE.matcher(line);
            if (MISSING.matcher(line).matches()) {
                missing = true;
            } else if (OTHER.matcher(line).matches()) {
                throw new AssertionError("seed " + SEED + ": " + line);
            } else if (missing && place.matches()) {
                refused.add(Integer.parseInt(place.group(1)) - first);
                missing = false;
            }
        }
        return refused;
    }

    /** What the checker makes of it, in Rust; empty where it misses a lifetime. */
    private static Optional<String> explicit(Signature signature) {
        boolean isMethod = signature.receiver().isPresent();
        String line = isMethod
                ? "  K" + generics(signature) + ": {methods: {m: \"" + signature.text() + "\"}}\n"
                : "exports:\n  m: \"" + signature.text() + "\"\n";
        Checked checked = Descriptors.read("sample.yaml", DESCRIPTOR + line);
        if (checked.descriptor().isEmpty()) {
            assertThat(checked.diagnostics())
                    .as("seed %d: `%s`", SEED, signature.text())
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

    private static String pair(int number, Signature signature, String explicit) {
        String generics = generics(signature);
        String elided = named(signature.text());
        return "mod m" + number + " { use super::*; trait A" + generics + " { " + elided + "; } trait B" + generics
                + " { " + named(explicit) + "; } impl" + generics + " A" + generics + " for X { " + named(explicit)
                + " { loop {} } } impl" + generics + " B" + generics + " for X { " + elided + " { loop {} } } }\n";
    }

    private static String named(String signature) {
        return "fn m" + signature.substring("fn".length());
    }

    private static String generics(Signature signature) {
        return signature.needsInterfaceLifetime() ? "<'x>" : "";
    }
}
