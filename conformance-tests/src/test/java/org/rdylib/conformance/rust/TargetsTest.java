package org.rdylib.conformance.rust;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.layout.RandomTypes;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * Generated Rust compiles for each target, on Rust's own library for it, and the layouts that it asserts of that target
 * are those that rustc gives its types there. {@code -Drdylib.seed} and {@code -Drdylib.rust.types} choose other types,
 * and more.
 */
class TargetsTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int TYPES = Integer.getInteger("rdylib.rust.types", 200);

    /** What the compiler tells an author who has exported nothing. */
    private static final Pattern TRAIT = Pattern.compile("for a type of yours that implements `(\\w+)`");

    private static final Path GENERATORS = Path.of("../codegen/generator/src/test/resources");

    private static TargetLibrary library;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeLibrary() throws IOException {
        library = TargetLibrary.make();
    }

    @ParameterizedTest
    @EnumSource
    void modulesOfPluginsHold(Target target) throws Exception {
        List<String> modules = new ArrayList<>();
        for (Path file : descriptors()) {
            Optional<CheckedDescriptor> descriptor =
                    Descriptors.read(file, List.of(target)).descriptor();
            if (descriptor.isPresent()) {
                module("plugin" + modules.size(), descriptor.get()).ifPresent(modules::add);
            }
        }

        Tool.Run run = check(target, String.join("", modules));

        assertThat(run.text()).isEmpty();
        assertThat(modules).hasSizeGreaterThan(descriptors().size() / 2);
        System.out.printf("Rust modules of %d descriptors hold on %s%n", modules.size(), target.triple());
    }

    @ParameterizedTest
    @EnumSource
    void modulesOfRandomTypesHold(Target target) throws Exception {
        Tool.Run run = check(target, random(target));

        assertThat(run.text()).as("seed %d", SEED).isEmpty();
        System.out.printf("Rust module of random types holds on %s: seed %d, %d%n", target.triple(), SEED, TYPES);
    }

    /** A wrong size, alignment or offset does fail, each by itself: those of this target, and no other's. */
    @ParameterizedTest
    @EnumSource
    void whatIsAssertedWronglyFails(Target target) throws Exception {
        String crate = random(target);
        Path file = folder.resolve("random/abi.rs");
        String module = Files.readString(file);
        List<String> asserts = asserts(module);
        String own = asserts.stream()
                .filter(a -> squeezed(a).contains(squeezed(target.rustCfg())))
                .findFirst()
                .orElseThrow();

        for (String number : List.of(
                "(size_of::<T\\d.*? == )(\\d+)", "(align_of::<T\\d.*? == )(\\d+)", "(offset_of!.* == )(\\d+)")) {
            Matcher assertion = Pattern.compile(number).matcher(own);
            assertThat(assertion.find()).as("%s in %s", number, own).isTrue();
            String wrong = assertion.replaceFirst("$11$2");
            Files.writeString(file, module.replace(own, wrong));
            Tool.Run run = check(target, crate);
            assertThat(run.text())
                    .contains("evaluation panicked: assertion failed", "aborting due to 1 previous error");
        }

        assertThat(asserts).hasSizeGreaterThan(1);
        for (String other : asserts) {
            if (!other.equals(own)) {
                module = module.replace(other, other.replaceAll(" == (\\d+)", " == 9$1"));
            }
        }
        Files.writeString(file, module);
        assertThat(check(target, crate).text()).isEmpty();
    }

    /** What a module asserts of layouts: a block for each group of targets that have the same. */
    private static List<String> asserts(String module) {
        int start = module.indexOf("// The other side was built for exactly these layouts.");
        String all = module.substring(start, module.indexOf("layouts are known for", start));
        return Pattern.compile("(?s)#\\[cfg\\(.*?\\n *\\};\\n")
                .matcher(all)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Rust on one line, however it was broken into several. */
    private static String squeezed(String rust) {
        return rust.replaceAll("\\s", "").replace(",)", ")");
    }

    /** Those of all plugins, and those that the generators' own tests have. */
    private static List<Path> descriptors() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path root : List.of(NativeBuild.PLUGINS, GENERATORS)) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(f -> f.toString().endsWith(".yaml")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    private String random(Target target) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        boolean has128 = target != Target.I686_LINUX_GNU;
        String text = new RandomTypes(random, TYPES, has128, true).text();
        return module(
                        "random",
                        Descriptors.read("random.yaml", text, List.of(target))
                                .descriptor()
                                .orElseThrow())
                .orElseThrow();
    }

    /** Writes the generated module, and gives what its author writes around it; nothing, where Rust cannot say it. */
    private Optional<String> module(String name, CheckedDescriptor descriptor) throws IOException {
        Generated generated = RustGenerator.generate(descriptor, new RustOptions(name + "::abi"));
        if (!generated.isComplete()) {
            return Optional.empty();
        }
        String module = generated.files().getFirst().text();
        Files.createDirectories(folder.resolve(name));
        Files.writeString(folder.resolve(name).resolve("abi.rs"), module);
        String types = descriptor.descriptor().types().stream()
                .filter(TypeDeclaration.Opaque.class::isInstance)
                .map(t -> opaque((TypeDeclaration.Opaque) t))
                .collect(joining());
        Matcher trait = TRAIT.matcher(module);
        String exported = trait.find() ? """
            use abi::*;
            use ::std::{ffi::CStr, future::Future, pin::Pin, sync::Arc};
            struct Plugin;
            #[allow(non_snake_case)] // The names are the descriptor's.
            impl abi::%s for Plugin {
            %s}
            abi::export!(Plugin);
            """.formatted(trait.group(1), Rust.unimplemented(module, trait.group(1))) : "";
        return Optional.of("mod %s {%npub mod abi;%n%s%s}%n".formatted(name, types, exported));
    }

    /** The author's own type, which is all that the descriptor claims of it. */
    private static String opaque(TypeDeclaration.Opaque type) {
        String lifetimes = String.join(
                ", ", type.lifetimes().stream().map(l -> "'" + l.name()).toList());
        return lifetimes.isEmpty()
                ? "pub struct %s; ".formatted(type.name())
                : "pub struct %s<%s>(%s); "
                        .formatted(
                                type.name(),
                                lifetimes,
                                type.lifetimes().stream()
                                        .map(l -> "pub &'" + l.name() + " u8")
                                        .collect(joining(", ")));
    }

    private Tool.Run check(Target target, String crate) throws IOException {
        Files.writeString(folder.resolve("lib.rs"), "#![allow(dead_code, unused)]\n" + crate);
        return library.check(target, folder, "--edition", "2021", "-Dwarnings", "--crate-type", "lib", "lib.rs");
    }
}
