package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lifetimes in declared types and interfaces: in the direction in which values flow. */
class DeclarationsTest {

    private static final String STATIC_TEXT = "types: {T: {struct: {a: \"&'static str\"}}}\n";
    private static final String DYLIB_TEXT = "types: {T: {struct: {a: \"&'dylib str\"}}}\n";

    private static Pair interfaces(String signature, String host, String plugin) {
        return Pair.exporting(signature, signature)
                .with(
                        "interfaces: {I: {methods: {m: \"" + host + "\"}}}\n",
                        "interfaces: {I: {methods: {m: \"" + plugin + "\"}}}\n");
    }

    @Test
    void aPluginsStaticFieldServesAsDylibAndNotAsStatic() {
        assertThat(Pair.exporting("fn() -> T", "fn() -> T").with(STATIC_TEXT).codes())
                .containsExactly("RDY0301");
        assertThat(Pair.exporting("fn() -> T", "fn() -> T")
                        .with(DYLIB_TEXT, STATIC_TEXT)
                        .codes())
                .isEmpty();
        assertThat(Pair.exporting("fn(x: T)", "fn(x: T)").with(STATIC_TEXT).codes())
                .isEmpty();
        assertThat(Pair.exporting("fn(x: T)", "fn(x: T)")
                        .with(DYLIB_TEXT, STATIC_TEXT)
                        .codes())
                .isEmpty();
    }

    @Test
    void whatIsBehindMutFlowsBothWays() {
        assertThat(Pair.exporting("fn(x: &mut T)", "fn(x: &mut T)")
                        .with(STATIC_TEXT)
                        .codes())
                .containsExactly("RDY0301");
        assertThat(Pair.exporting("fn(x: &T)", "fn(x: &T)").with(STATIC_TEXT).codes())
                .isEmpty();
    }

    @Test
    void whatACallbackIsGivenFlowsTheOtherWay() {
        assertThat(Pair.exporting("fn(v: &mut dyn FnMut(T))", "fn(v: &mut dyn FnMut(T))")
                        .with(STATIC_TEXT)
                        .codes())
                .containsExactly("RDY0301");
        assertThat(Pair.exporting("fn(v: &mut dyn FnMut() -> T)", "fn(v: &mut dyn FnMut() -> T)")
                        .with(STATIC_TEXT)
                        .codes())
                .isEmpty();
    }

    @Test
    void argumentsAreRelatedByTheMeetOfBothVariances() {
        String covariant = "types:\n  T<'a>: {struct: {a: \"fn() -> &'a str\"}}\n";
        String contravariant = "types:\n  T<'a>: {struct: {a: \"fn(&'a str)\"}}\n";
        String give = "fn<'a, 'b>(x: T<'a>, y: &'a &'b u8) -> T<'b>";
        String same = "fn<'p>(x: T<'p>, y: &'p &'p u8) -> T<'p>";

        assertThat(Pair.exporting(give, same)
                        .with(contravariant)
                        .verify(Unload.NEVER)
                        .isCompatible())
                .isTrue();
        assertThat(Pair.exporting(give, same)
                        .with(covariant)
                        .verify(Unload.NEVER)
                        .isCompatible())
                .isFalse();
    }

    @Test
    void theProducersImpliedBoundsAreAssumedAndTheConsumersProved() {
        String strong = "types:\n  T<'a, 'b>: {struct: {a: \"&'a &'b u8\", b: \"&'b u8\"}}\n";
        String weak = "types:\n  T<'a, 'b>: {struct: {a: \"&'a &'a u8\", b: \"&'b u8\"}}\n";
        Pair result =
                Pair.exporting("fn<'a, 'b>(x: &'a &'b u8) -> T<'a, 'b>", "fn<'a, 'b>(x: &'a &'b u8) -> T<'a, 'b>");

        assertThat(result.with(weak, strong).codes()).isEmpty();
        assertThat(result.with(strong, weak).codes()).contains("RDY0302");
    }

    @Test
    void recursionEnds() {
        String declarations = """
            types:
              Tree<'a>: {struct: {left: "Option<Box<Tree<'a>>>", text: "&'a str"}}
            interfaces:
              Walk<'a>: {methods: {next: "fn(&self) -> Option<Box<dyn Walk<'a> + 'a>>", tree: "fn(&self) -> Tree<'a>"}}
            """;

        assertThat(Pair.exporting(
                                "fn<'a>(x: Tree<'a>) -> Box<dyn Walk<'a> + 'a>",
                                "fn<'a>(x: Tree<'a>) -> Box<dyn Walk<'a> + 'a>")
                        .with(declarations)
                        .codes())
                .isEmpty();
    }

    @Test
    void aLongChainOfTypesNeedsNoStack() {
        StringBuilder host = new StringBuilder("types:\n  T0: {struct: {x: u8}}\n");
        StringBuilder plugin = new StringBuilder("types:\n  T0: {struct: {x: u16}}\n");
        int length = 5_000;
        for (int i = 1; i <= length; i++) {
            String next = "  T" + i + ": {struct: {x: \"Box<T" + (i - 1) + ">\"}}\n";
            host.append(next);
            plugin.append(next);
        }
        Pair pair = Pair.exporting("fn() -> T" + length, "fn() -> T" + length).with(host.toString(), plugin.toString());

        assertThat(pair.verify().findings()).singleElement().satisfies(f -> {
            assertThat(f.code().id()).isEqualTo("RDY0203");
            assertThat(f.path()).hasSizeLessThan(300).contains("…");
        });
    }

    @Test
    void anInterfacesMethodsAreExportsWhereThePluginImplementsIt() {
        assertThat(interfaces("fn() -> Box<dyn I + 'dylib>", "fn(&self) -> &str", "fn(&self) -> &'static str")
                        .codes())
                .isEmpty();
        assertThat(interfaces("fn() -> Box<dyn I + 'dylib>", "fn(&self) -> &'static str", "fn(&self) -> &str")
                        .codes())
                .containsExactly("RDY0301");
        assertThat(interfaces("fn() -> Box<dyn I + 'dylib>", "fn(&self, x: &str)", "fn<'x>(&self, x: &'x str)")
                        .codes())
                .isEmpty();
        assertThat(interfaces("fn() -> Box<dyn I + 'dylib>", "fn(&self, x: &str)", "fn(&self, x: &'static str)")
                        .codes())
                .containsExactly("RDY0301");
    }

    /** What an object lends for a lifetime of its interface, nobody has for longer than the library is there. */
    @Test
    void aLifetimeOfAnInterfaceEndsWithTheLibrary() {
        String declared = "interfaces: {\"I<'a>\": {methods: {m: \"fn(&self, x: &'a u8) -> &'%s str\"}}}\n";
        Pair made =
                Pair.exporting("fn<'a>(x: &'a u8) -> Box<dyn I<'a> + 'a>", "fn<'a>(x: &'a u8) -> Box<dyn I<'a> + 'a>");

        assertThat(made.with(declared.formatted("a"), declared.formatted("dylib"))
                        .codes())
                .isEmpty();
        assertThat(made.with(declared.formatted("dylib"), declared.formatted("a"))
                        .codes())
                .containsExactly("RDY0301");
    }

    @Test
    void anInterfacesMethodsAreImportsWhereTheHostImplementsIt() {
        assertThat(interfaces("fn(x: &dyn I)", "fn(&self) -> &'static str", "fn(&self) -> &str")
                        .codes())
                .isEmpty();
        assertThat(interfaces("fn(x: &dyn I)", "fn(&self) -> &str", "fn(&self) -> &'static str")
                        .codes())
                .containsExactly("RDY0301");
    }

    @Test
    void anInterfacesLifetimesAreInvariantAndItsBoundCovariant() {
        String walk = "interfaces:\n  W<'a>: {methods: {m: \"fn(&self) -> &'a str\"}}\n";

        assertThat(Pair.exporting(
                                "fn<'a, 'b>(x: &'a mut &'b u8) -> Box<dyn W<'a> + 'a>",
                                "fn<'a, 'b>(x: &'a mut &'b u8) -> Box<dyn W<'a> + 'b>")
                        .with(walk)
                        .codes())
                .isEmpty();
        assertThat(Pair.exporting(
                                "fn<'a, 'b>(x: &'a mut &'b u8) -> Box<dyn W<'a> + 'a>",
                                "fn<'a, 'b>(x: &'a mut &'b u8) -> Box<dyn W<'b> + 'a>")
                        .with(walk)
                        .codes())
                .containsExactly("RDY0302");
    }

    @Test
    void theReceiverImpliesThatTheObjectsLifetimesOutliveIt() {
        // Through `&'s (dyn W<'x> + 'o)`, 'x: 's is known to whoever calls.
        String host = "interfaces:\n  W<'x>: {methods: {m: \"fn<'s>(&'s self, y: &'x str) -> &'s str\"}}\n";
        String plugin = "interfaces:\n  W<'x>: {methods: {m: \"fn<'s>(&'s self, y: &'x str) -> &'x str\"}}\n";
        String export = "fn<'x>(x: &'x str) -> Box<dyn W<'x> + 'x>";

        assertThat(Pair.exporting(export, export).with(host, plugin).codes()).isEmpty();
        assertThat(Pair.exporting(export, export).with(plugin, host).codes()).containsExactly("RDY0302");
    }

    @Test
    void theReceiverImpliesThatItDoesNotOutliveTheLibrary() {
        // Through `&'static (dyn W + 'o)`, 'dylib: 'o and 'o: 'static would be known to whoever calls.
        String walk = "interfaces:\n  W: {methods: {m: \"fn(&'static self)\"}}\n";
        Pair given = Pair.exporting("fn<'a>() -> Box<dyn W + 'a>", "fn<'a>() -> Box<dyn W + 'a>")
                .with(walk);

        assertThat(given.codes()).containsExactly("RDY0303");
        assertThat(given.verify(Unload.NEVER).findings()).isEmpty();
    }

    @Test
    void aDeclarationThatNoHonestHostCouldFillIsSaidToBeThat() {
        String impossible = "types:\n  T<'a>: {struct: {a: \"&'static &'a u8\"}}\n";
        Pair pair = Pair.exporting("fn<'a>(x: T<'a>)", "fn<'a>(x: T<'a>)").with(impossible);

        assertThat(pair.codes()).containsExactly("RDY0303");
        assertThat(pair.verify(Unload.NEVER).findings()).isEmpty();
    }

    /** Each level is looked at from both sides, and so from both within both. */
    @Test
    void functionTypesNestedDeepBehindMutAreComparedAsWell() {
        String signature = nested("'z");
        String outermost = signature.replace("for<'z11> fn(&'z11 u8,", "fn(&'dylib u8,");
        String deep = signature.replace("for<'z3> fn(&'z3 u8,", "fn(&'z4 u8,");

        assertThat(Pair.exporting(signature, signature).codes()).isEmpty();
        assertThat(Pair.exporting(signature, nested("'y")).codes()).isEmpty();
        assertThat(Pair.exporting(signature, outermost).codes()).containsOnly("RDY0304");
        assertThat(Pair.exporting(signature, deep).codes()).containsOnly("RDY0304");
        assertThat(Pair.exporting(deep, signature).codes()).containsOnly("RDY0304");
    }

    private static String nested(String name) {
        StringBuilder type = new StringBuilder("u8");
        for (int i = 0; i < 12; i++) {
            type.insert(0, "&'dylib mut ((for<" + name + i + "> fn(&" + name + i + " u8, ")
                    .append(")) + 'dylib)");
        }
        return "fn(x: " + type + ")";
    }
}
