package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.layout.RandomTypes;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * Modules that are generated from random descriptors compile without a warning, and the layouts that they assert hold.
 * {@code -Drdylib.seed} and {@code -Drdylib.rust.types} choose others, and more.
 */
class RandomModulesTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int TYPES = Integer.getInteger("rdylib.rust.types", 200);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void ofTypesOfEveryKind(@TempDir Path folder) throws Exception {
        compile(
                folder,
                "Random",
                new RandomTypes(random, TYPES, true, false).text().lines().toList());
        System.out.printf("Rust modules of random types: seed %d, %d declarations%n", SEED, TYPES);
    }

    private static CheckedDescriptor descriptor(List<String> lines) throws InvalidDescriptorException {
        return Descriptors.require(
                Descriptors.read("random.yaml", String.join("\n", lines), List.of(Target.X86_64_LINUX_GNU)));
    }

    private static void compile(Path folder, String trait, List<String> lines) throws Exception {
        Path module = NativeBuild.generateRust(descriptor(lines), RustOptions.DEFAULT, folder);
        Files.writeString(
                folder.resolve("lib.rs"), """
                    #![allow(unused_imports, unused_variables)]
                    mod abi;
                    use abi::*;
                    struct Plugin;
                    impl abi::%s for Plugin {
                    %s}
                    abi::export!(Plugin);
                    """.formatted(trait, Rust.unimplemented(Files.readString(module), trait)));

        Tool.Run run = Rust.rustc(
                folder, "--edition", "2021", "-Dwarnings", "--crate-type", "cdylib", "--emit", "metadata", "lib.rs");

        assertThat(run.text()).as("seed %d", SEED).isEmpty();
    }
}
