package org.rdylib.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;

/** Differences that are not about lifetimes: what is declared, in which order, how it lies in memory. */
class StructureTest {

    private static Pair types(String host, String plugin) {
        return new Pair("exports: {f: \"fn(x: &T)\"}\n", "exports: {f: \"fn(x: &T)\"}\n")
                .with("types: {" + host + "}\n", "types: {" + plugin + "}\n");
    }

    private static Pair methods(String host, String plugin) {
        String export = "exports: {f: \"fn() -> Box<dyn I + 'dylib>\"}\n";
        return new Pair(export, export)
                .with("interfaces: {I: {methods: {" + host + "}}}\n", "interfaces: {I: {methods: {" + plugin + "}}}\n");
    }

    @Test
    void equalTypesFit() {
        assertThat(types("T: {struct: {a: u8, b: u32}}", "T: {struct: {a: u8, b: u32}}")
                        .codes())
                .isEmpty();
    }

    /** One of each kind, and those of one kind with other contents. */
    private static final List<String> KINDS = List.of(
            "u8",
            "u16",
            "String",
            "&'dylib str",
            "&'dylib CStr",
            "&'dylib [u8]",
            "&'dylib [u16]",
            "&'dylib u8",
            "(u8, u16)",
            "(u8, u16, u8)",
            "&'dylib [u8; 2]",
            "&'dylib [u16; 2]",
            "&'dylib [u8; 3]",
            "*const u8",
            "*mut u8",
            "*const u16",
            "Box<u8>",
            "Box<u16>",
            "Box<[u8]>",
            "Box<str>",
            "Arc<u8>",
            "Arc<u16>",
            "Vec<u8>",
            "Vec<u16>",
            "Option<u8>",
            "Option<u16>",
            "Result<u8, u16>",
            "Result<u16, u16>",
            "Result<u8, u8>",
            "(fn(u8)) + 'dylib",
            "(fn(u16)) + 'dylib",
            "Box<dyn Fn(u8) + 'dylib>",
            "Box<dyn Fn(u16) + 'dylib>",
            "Box<dyn I + 'dylib>",
            "Box<dyn J + 'dylib>",
            "T",
            "U");

    @Test
    void aTypeServesAsNoneOfAnotherKindOrContent() {
        String declarations = """
            types: {T: {struct: {a: u8}}, U: {struct: {a: u8}}}
            interfaces: {I: {methods: {m: "fn(&self)"}}, J: {methods: {m: "fn(&self)"}}}
            """;
        for (String host : KINDS) {
            for (String plugin : KINDS) {
                List<String> codes = Pair.exporting("unsafe fn() -> " + host, "unsafe fn() -> " + plugin)
                        .with(declarations)
                        .codes();
                assertThat(codes)
                        .as("%s, %s", host, plugin)
                        .isEqualTo(host.equals(plugin) ? List.of() : List.of("RDY0203"));
            }
        }
    }

    /** As a library tells it that knows no places: one place for all. */
    private static CheckedDescriptor withoutPlaces(String body) throws InvalidDescriptorException {
        String binding = CanonicalForm.bindingOf(Pair.read("a.yaml", body));
        return Canonical.read(binding.getBytes(UTF_8), "{}".getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU);
    }

    @Test
    void differencesAtOnePlaceAreToldApart() throws InvalidDescriptorException {
        String types = """
            types: {T: {struct: {a: X1}}, U: {struct: {a: X2}}, X1: {struct: {q: u8}}, X2: {struct: {q: u16}}}
            exports: {f: "fn(x: T, y: U)"}
            """;
        String others = types.replace("X", "Y").replace("u16", "u32");

        Verdict verdict = Verifier.verify(
                new Host<>(withoutPlaces(types)),
                new Plugin<>(withoutPlaces(others)),
                Unload.NEVER,
                Target.X86_64_LINUX_GNU);

        assertThat(verdict.findings())
                .extracting(Finding::message)
                .containsExactly(
                        "the host gives `X1` where the plugin takes `Y1`",
                        "the host gives `X2` where the plugin takes `Y2`");
    }

    @Test
    void whatIsNotReachedIsNotCompared() {
        assertThat(types("T: {struct: {a: u8}}, U: {struct: {a: u8}}", "T: {struct: {a: u8}}, U: {struct: {a: u64}}")
                        .codes())
                .isEmpty();
    }

    @Test
    void fieldsHaveTheSameNamesInTheSameOrder() {
        assertThat(types("T: {struct: {a: u8, b: u8}}", "T: {struct: {b: u8, a: u8}}")
                        .codes())
                .containsExactly("RDY0205");
        assertThat(types("T: {struct: {a: u8, b: u8}}", "T: {struct: {a: u8}}").codes())
                .containsExactly("RDY0205");
        assertThat(types("T: {struct: {a: u8}}", "T: {struct: {a: u8, b: u8}}").codes())
                .containsExactly("RDY0205");
    }

    @Test
    void aFieldOfAnotherTypeIsTheOneFindingThoughTheLayoutDiffersToo() {
        Verdict verdict = types("T: {struct: {a: u8, b: u32}}", "T: {struct: {a: u8, b: u64}}")
                .verify();

        assertThat(verdict.findings()).singleElement().satisfies(f -> {
            assertThat(f.code().id()).isEqualTo("RDY0203");
            assertThat(f.path()).isEqualTo("export f, parameter x, field b");
            assertThat(f.message()).contains("u32").contains("u64");
        });
    }

    @Test
    void packingThatMovesAFieldIsALayoutDifferenceWithBothOffsets() {
        Verdict verdict = types("T: {struct: {a: u8, b: u32}}", "T: {struct: {a: u8, b: u32}, packed: 1}")
                .verify();

        assertThat(verdict.findings()).singleElement().satisfies(f -> {
            assertThat(f.code().id()).isEqualTo("RDY0204");
            assertThat(f.message())
                    .contains("8 bytes aligned to 4", "5 bytes aligned to 1")
                    .contains("`b` lies at 4 (4 bytes) and at 1 (4 bytes)");
        });
    }

    @Test
    void anAlignmentThatChangesNothingIsNoDifference() {
        assertThat(types("T: {struct: {a: u64}}", "T: {struct: {a: u64}, align: 8}")
                        .codes())
                .isEmpty();
    }

    @Test
    void aTypeThatDiffersBecauseOfOneWithinItIsNotReportedItself() {
        String outer = "T: {struct: {u: U, v: u8}}, ";
        Verdict verdict = types(
                        outer + "U: {struct: {a: u8, b: u32}}", outer + "U: {struct: {a: u8, b: u32}, packed: 1}")
                .verify();

        assertThat(verdict.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.message()).startsWith("`U` has"));
    }

    @Test
    void aStructIsNoEnum() {
        assertThat(types("T: {struct: {a: u8}}", "T: {enum: {a: 1}}").codes()).containsExactly("RDY0203");
    }

    @Test
    void variantsHaveTheSameNamesDiscriminantsAndPayloads() {
        String base = "T: {enum: {A: 1, B: 2}}";
        assertThat(types(base, base).codes()).isEmpty();
        assertThat(types(base, "T: {enum: {A: 1, C: 2}}").codes()).containsExactly("RDY0206");
        assertThat(types(base, "T: {enum: {A: 1, B: 3}}").codes()).containsExactly("RDY0206");
        assertThat(types(base, "T: {enum: {A: 1, B: 2, C: 3}}").codes()).containsExactly("RDY0206");
        assertThat(types(base, "T: {enum: {A: 1, B: 2}, repr: u16}").codes()).containsExactly("RDY0206");
        assertThat(types("T: {enum: {A: \"(u8)\", B: }}", "T: {enum: {A: \"(u8, u8)\", B: }}")
                        .codes())
                .containsExactly("RDY0206");
        assertThat(types("T: {enum: {A: \"(u8)\", B: }}", "T: {enum: {A: {x: u8}, B: }}")
                        .codes())
                .containsExactly("RDY0206");
        assertThat(types("T: {enum: {A: {x: u8}, B: }}", "T: {enum: {A: {y: u8}, B: }}")
                        .codes())
                .containsExactly("RDY0205");
        assertThat(types("T: {enum: {A: \"(u8)\", B: }}", "T: {enum: {A: \"(i8)\", B: }}")
                        .codes())
                .containsExactly("RDY0203");
    }

    @Test
    void theFieldsOfAVariantAreSaidToBeItsOwn() {
        String base = "T: {enum: {A: {x: u8}, B: {x: u8, y: u8}}}";
        assertThat(types(base, "T: {enum: {A: {x: u8}, B: {x: u8, z: u8}}}")
                        .verify()
                        .findings())
                .singleElement()
                .satisfies(f -> assertThat(f.message()).startsWith("field 1 of `T::B` is `y` in the host's copy"))
                .satisfies(f -> assertThat(f.path()).isEqualTo("export f, parameter x, variant B"));
        assertThat(types(base, "T: {enum: {A: {x: u8}, B: {x: u8}}}").verify().findings())
                .singleElement()
                .satisfies(f ->
                        assertThat(f.message()).isEqualTo("the host's `T::B` has a field `y`, the plugin's has not"))
                .satisfies(f -> assertThat(f.path()).isEqualTo("export f, parameter x, variant B"));
    }

    @Test
    void declarationsHaveTheSameNumberOfLifetimes() {
        Pair pair = new Pair("exports: {f: \"fn<'a>(x: T<'a>)\"}\n", "exports: {f: \"fn<'a>(x: T<'a, 'a>)\"}\n")
                .with(
                        "types:\n  T<'a>: {struct: {a: \"&'a u8\"}}\n",
                        "types:\n  T<'a, 'b>: {struct: {a: \"&'a &'b u8\"}}\n");

        assertThat(pair.codes()).containsExactly("RDY0210");
    }

    @Test
    void methodsAreMatchedByPositionAndCheckedByName() {
        assertThat(methods("a: fn(&self), b: fn(&self)", "a: fn(&self), b: fn(&self)")
                        .codes())
                .isEmpty();
        assertThat(methods("a: fn(&self), b: fn(&self)", "b: fn(&self), a: fn(&self)")
                        .codes())
                .containsExactly("RDY0208");
        assertThat(methods("a: fn(&self)", "a: \"fn(&mut self)\"").codes()).containsExactly("RDY0212");
        assertThat(methods("a: \"fn(&self, x: u8)\"", "a: \"fn(&self, x: u16)\"")
                        .codes())
                .containsExactly("RDY0203");
    }

    @Test
    void anImplementerMayHaveMoreMethodsAtTheEndACallerMayNot() {
        assertThat(methods("a: fn(&self)", "a: fn(&self), b: fn(&self)").codes())
                .isEmpty();
        assertThat(methods("a: fn(&self), b: fn(&self)", "a: fn(&self)").codes())
                .containsExactly("RDY0208");
    }

    @Test
    void eachMethodIsToldThatIsCalledAndNotThere() {
        assertThat(methods(
                                "a: fn(&self), b: fn(&self), c: {sig: fn(&self), optional: true}, d: fn(&self)",
                                "a: fn(&self)")
                        .verify()
                        .findings())
                .extracting(f -> f.host()
                        .value()
                        .text()
                        .substring(f.host().value().column() - 1)
                        .charAt(0))
                .containsExactly('b', 'd');
    }

    @Test
    void theHostNeedsItsExportsAndThePluginItsImports() {
        String f = "f: fn()";
        assertThat(new Pair("exports: {" + f + "}\n", "exports: {" + f + ", g: fn()}\n").codes())
                .isEmpty();
        assertThat(new Pair("exports: {" + f + ", g: fn()}\n", "exports: {" + f + "}\n").codes())
                .containsExactly("RDY0201");
        assertThat(new Pair("imports: {" + f + ", g: fn()}\n", "imports: {" + f + "}\n").codes())
                .isEmpty();
        assertThat(new Pair("imports: {" + f + "}\n", "imports: {" + f + ", g: fn()}\n").codes())
                .containsExactly("RDY0202");
    }

    @Test
    void anExportHasTheSameSymbolInBothCopies() {
        assertThat(new Pair("exports: {f: fn()}\n", "exports: {f: {sig: fn(), symbol: other}}\n").codes())
                .containsExactly("RDY0201");
    }

    @Test
    void copiesOfDifferentLibrariesAreNotComparedFurther() {
        String other = "abi: 1\nlibrary: other\nversion: 1.0.0\n";
        Verdict verdict = Verifier.verify(
                new Host<>(Pair.read("host.yaml", "exports: {f: fn()}")),
                new Plugin<>(Pair.readWhole("plugin.yaml", other)),
                Unload.NEVER,
                Target.X86_64_LINUX_GNU);

        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code().id()).isEqualTo("RDY0211");
            assertThat(finding.host().value().line()).isEqualTo(2);
            assertThat(finding.plugin().value().toString()).isEqualTo("plugin.yaml:2:10");
        });
    }

    @Test
    void whatIsReachedTwiceIsReportedOnce() {
        Pair pair = Pair.exporting("fn(x: T, y: &mut T) -> T", "fn(x: T, y: &mut T) -> T")
                .with("types: {T: {struct: {a: u8}}}\n", "types: {T: {struct: {a: u16}}}\n");

        assertThat(pair.verify().findings()).hasSize(1);
    }
}
