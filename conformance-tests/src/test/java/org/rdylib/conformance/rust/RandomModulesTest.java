package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.layout.RandomTypes;
import org.rdylib.conformance.lifetimes.RandomBoundary;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * Modules that are generated from random descriptors compile without a warning, and the layouts that they assert hold.
 * {@code -Drdylib.seed}, {@code -Drdylib.rust.types} and {@code -Drdylib.rust.signatures} choose others, and more;
 * {@code -Drdylib.rust.edition} chooses another edition than 2021.
 */
class RandomModulesTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int TYPES = Integer.getInteger("rdylib.rust.types", 200);
    private static final int SIGNATURES = Integer.getInteger("rdylib.rust.signatures", 40);
    private static final int PER_CRATE = 100;
    private static final String EDITION = System.getProperty("rdylib.rust.edition", "2021");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void ofTypesOfEveryKind(@TempDir Path folder) throws Exception {
        String text = new RandomTypes(random, TYPES, true, true).text();
        Path module = NativeBuild.generateRust(descriptor(text), RustOptions.DEFAULT, folder);

        // The opaque type is the author's own.
        compile(folder, author(Files.readString(module), "Random") + "pub struct H;\n");

        System.out.printf("Rust modules of random types: seed %d, %d declarations%n", SEED, TYPES);
    }

    /** What about one random descriptor in two thousand is about: rustc infers nothing through a {@code Box} by itself. */
    @Test
    void ofABoxWithALentClosure(@TempDir Path folder) throws Exception {
        String text = """
            abi: 1
            library: lending
            version: 1.0.0
            exports:
              one: "fn(visit: Box<&mut dyn Fn(&str, Box<&u8>)>) -> u8"
              two: "fn(visit: Box<Option<&dyn Fn(u8)>>, words: Box<Vec<&mut dyn FnMut(&u8)>>)"
            """;
        Path module = NativeBuild.generateRust(descriptor(text), RustOptions.DEFAULT, folder);

        compile(folder, author(Files.readString(module), "Lending"));
    }

    /** What else is too rare to be drawn each time: a closure that lives longer than what it is called with. */
    @Test
    void ofALentClosureWithABoundOfItsOwn(@TempDir Path folder) throws Exception {
        String text = """
            abi: 1
            library: bounded
            version: 1.0.0
            types:
              View<'a>: {struct: {of: "&'a u8"}}
            interfaces:
              Made<'x>:
                methods:
                  one: "fn<'b>(&self, f: Option<&mut (dyn FnMut(View<'x>, &'b u8) + 'dylib)>, x: &'b u8)"
                  two: "fn<'b>(&self, f: &(dyn Fn(View<'x>, &'b u8) + 'dylib), x: &'b u8)"
            exports:
              made: "fn<'x>(x: &'x u8) -> Box<dyn Made<'x> + 'x>"
              taken: "fn<'x>(x: Box<dyn Made<'x> + 'x>, f: &mut (dyn FnMut(View<'x>) + 'dylib))"
              lent: "fn(f: &mut dyn FnMut(u8)) -> &u8"
            """;
        Path module = NativeBuild.generateRust(descriptor(text), RustOptions.DEFAULT, folder);

        compile(folder, author(Files.readString(module), "Bounded"));
    }

    /** And of an append enum that holds what cannot be shown: rustc lets nothing refer to a packed field. */
    @Test
    void ofAnAppendEnumWithoutDebug(@TempDir Path folder) throws Exception {
        String text = """
            abi: 1
            library: hidden
            version: 1.0.0
            types:
              Packed<'a>: {struct: {a: u8, b: "&'a mut u32"}, packed: 1}
              Event<'a>: {evolves: append, storage: 32, enum: {Started: , Seen: "(&'a Packed<'a>)"}}
            exports:
              last: "fn() -> Event<'static>"
            """;
        Path module = NativeBuild.generateRust(descriptor(text), RustOptions.DEFAULT, folder);

        compile(folder, author(Files.readString(module), "Hidden"));
    }

    /** And of one so large that rustc would rather not put its note together. */
    @Test
    void ofALargeDescriptor(@TempDir Path folder) throws Exception {
        StringBuilder text = new StringBuilder("abi: 1\nlibrary: large\nversion: 1.0.0\ntypes:\n");
        String doc = "word ".repeat(12_000);
        for (int i = 0; i < 16; i++) {
            text.append("  T%d: {struct: {a: u8}, doc: \"%s\"}%n".formatted(i, doc));
        }
        text.append("exports:\n  first: \"fn() -> T0\"\n");
        Path module = NativeBuild.generateRust(descriptor(text.toString()), RustOptions.DEFAULT, folder);

        compile(folder, author(Files.readString(module), "Large"));
    }

    /** Each descriptor is a module of its own, several of them one crate. */
    @Test
    void ofSignaturesWithLifetimes(@TempDir Path folder) throws Exception {
        List<String> texts = RandomBoundary.texts(random, SIGNATURES);
        int refused = 0;
        int withFutures = 0;
        for (int from = 0; from < texts.size(); from += PER_CRATE) {
            Path crate = Files.createDirectory(folder.resolve("crate" + from));
            StringBuilder modules = new StringBuilder();
            for (int i = from; i < Math.min(from + PER_CRATE, texts.size()); i++) {
                String name = "sample" + i;
                Generated generated = RustGenerator.generate(descriptor(texts.get(i)), new RustOptions(name + "::abi"));
                if (generated.files().isEmpty()) {
                    refused++;
                } else {
                    String module = generated.files().getFirst().text();
                    withFutures +=
                            module.substring(0, module.indexOf("    mod rt {")).contains("Future<") ? 1 : 0;
                    Files.writeString(Files.createDirectory(crate.resolve(name)).resolve("abi.rs"), module);
                    modules.append("mod %s {%n%s}%n".formatted(name, author(module, "Sample" + i)));
                }
            }
            compile(crate, modules.toString());
        }
        assertThat(refused).as("seed %d", SEED).isLessThan(SIGNATURES / 4);
        assertThat(withFutures).as("seed %d", SEED).isGreaterThan(SIGNATURES / 10);
        System.out.printf(
                "Rust modules of random signatures: seed %d, %d descriptors, %d of them refused, %d with futures%n",
                SEED, SIGNATURES, refused, withFutures);
    }

    private static CheckedDescriptor descriptor(String text) throws InvalidDescriptorException {
        return Descriptors.require(Descriptors.read("random.yaml", text, List.of(Target.X86_64_LINUX_GNU)));
    }

    /** What an author writes beside a generated module. */
    private static String author(String module, String trait) {
        return """
            mod abi;
            use abi::*;
            use std::{future::Future, pin::Pin, sync::Arc};
            struct Plugin;
            impl abi::%s for Plugin {
            %s}
            abi::export!(Plugin);
            """.formatted(trait, Rust.unimplemented(module, trait));
    }

    private static void compile(Path folder, String author) throws IOException {
        Files.writeString(folder.resolve("lib.rs"), "#![allow(unused_imports, unused_variables)]\n" + author);

        Tool.Run run = Rust.rustc(
                folder, "--edition", EDITION, "-Dwarnings", "--crate-type", "cdylib", "--emit", "metadata", "lib.rs");

        assertThat(run.text()).as("seed %d", SEED).isEmpty();
    }
}
