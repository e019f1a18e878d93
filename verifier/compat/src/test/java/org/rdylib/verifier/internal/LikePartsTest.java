package org.rdylib.verifier.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.copy.Uses;

class LikePartsTest {

    private static final String USES_S = "exports: {f: \"fn<'a, 'b>(x: &'a S<'a, 'b>) -> &'a u8\"}";

    private static Copy copy(Side side, String body) {
        try {
            CheckedDescriptor checked =
                    Descriptors.require(side + ".yaml", "abi: 1\nlibrary: sample\nversion: 1.0.0\n" + body);
            return Copy.of(side, checked);
        } catch (InvalidDescriptorException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static LikeParts parts(String host, String plugin, Policy policy) {
        Copy here = copy(Side.HOST, host);
        return new LikeParts(here, copy(Side.PLUGIN, plugin), policy, Uses.of(here.descriptor()));
    }

    /** Whether the first exports of both copies are settled. */
    private static boolean areSettled(String host, String plugin, Policy policy) {
        Copy here = copy(Side.HOST, host);
        Copy there = copy(Side.PLUGIN, plugin);
        return new LikeParts(here, there, policy, Uses.of(here.descriptor())).areSettled(half(here), half(there));
    }

    private static SignatureComparison.Half half(Copy copy) {
        return new SignatureComparison.Half(
                copy.side(), copy.descriptor().exports().getFirst().signature(), List.of());
    }

    @Test
    void aSignatureThatBothCopiesWriteAlikeIsSettled() {
        String text = "exports: {f: \"fn<'a, 'b: 'a>(x: &'b str, f: (for<'z> fn(&'z &'a u8)) + 'a) -> &'a str\"}";

        assertThat(areSettled(text, text, Policy.UNLOADABLE)).isTrue();
    }

    @Test
    void anotherNameOrAnotherClauseIsNotAlike() {
        String one = "exports: {f: \"fn<'a, 'b: 'a>(x: &'b str) -> &'a str\"}";

        assertThat(areSettled(one, one.replace("'b: 'a", "'b"), Policy.RESIDENT))
                .isFalse();
        assertThat(areSettled(one, one.replace("'b", "'c"), Policy.RESIDENT)).isFalse();
    }

    @Test
    void staticIsNotTheSameOnBothSidesWhereTheLibraryMayGo() {
        for (String static_ : List.of(
                "fn() -> &'static str",
                "fn(x: for<'z> fn(&'z u8) -> &'static u8)",
                "fn<'a>(x: &'a u8) where 'a: 'static",
                "fn(x: Box<dyn Fn() + 'static>)")) {
            String text = "exports: {f: \"" + static_ + "\"}";
            assertThat(areSettled(text, text, Policy.UNLOADABLE)).as(static_).isFalse();
            assertThat(areSettled(text, text, Policy.ISOLATED)).as(static_).isFalse();
            assertThat(areSettled(text, text, Policy.RESIDENT)).as(static_).isTrue();
        }
    }

    @Test
    void aTypeThatImpliesAnotherBoundUnsettlesWhatNamesIt() {
        String one = "types: {\"S<'a, 'b>\": {struct: {f: \"&'a &'b u8\"}}}\n" + USES_S;
        String other = "types: {\"S<'a, 'b>\": {struct: {f: \"(&'a u8, &'b u8)\"}}}\n" + USES_S;

        assertThat(areSettled(one, other, Policy.UNLOADABLE)).isFalse();
        assertThat(areSettled(one, one, Policy.UNLOADABLE)).isTrue();
    }

    @Test
    void aTypeThatDiffersInAnythingElseDoesNot() {
        String one = "types: {\"S<'a, 'b>\": {struct: {f: \"&'a &'b u8\"}}}\n" + USES_S;

        assertThat(areSettled(one, one.replace("{f: \"&", "{g: i64, f: \"&"), Policy.UNLOADABLE))
                .isTrue();
    }

    @Test
    void aTypeWithStaticUnsettlesWhatNamesItWhereTheLibraryMayGo() {
        String one = "types: {\"S<'a, 'b>\": {struct: {f: \"&'a &'b u8\", g: \"&'static u8\"}}}\n" + USES_S;

        assertThat(areSettled(one, one, Policy.UNLOADABLE)).isFalse();
        assertThat(areSettled(one, one, Policy.RESIDENT)).isTrue();
    }

    @Test
    void whatLeadsToSomethingThatDiffersIsNotPassedOver() {
        String one = """
            types:
              Leaf: {struct: {a: u8}}
              Other: {struct: {a: u8}}
              Over: {struct: {leaf: Leaf}}
              Round: {struct: {next: Option<Box<Round>>, other: Other}}
            interfaces:
              I: {methods: {m: "fn(&self, x: &Over)"}}
              J: {methods: {m: "fn(&self, x: Box<dyn J>) -> Round"}}
            exports:
              f: "fn(x: Over, y: Round, i: &dyn I, j: &dyn J)"
            """;
        LikeParts parts = parts(one, one.replace("Leaf: {struct: {a: u8", "Leaf: {struct: {a: i8"), Policy.RESIDENT);

        assertThat(List.of("Leaf", "Over", "I")).noneMatch(parts::isPassedOver);
        assertThat(List.of("Other", "Round", "J")).allMatch(parts::isPassedOver);
        assertThat(parts.isSettled(0)).isTrue();
        assertThat(parts.liesAlike(0)).isFalse();
        assertThat(parts.leadsToNothingNew(0, _ -> true)).isFalse();
        assertThat(parts.isSettled(2)).isTrue();
        assertThat(parts.liesAlike(2)).isFalse();
        assertThat(parts.leadsToNothingNew(3, _ -> false)).isTrue();
    }

    @Test
    void whatHasBeenMetIsNothingNewUnlessItDiffersItself() {
        int leaf = 0;
        int over = 1;
        int top = 2;
        int i = 3;
        String one = """
            types:
              Leaf: {struct: {a: u8}}
              Over: {struct: {leaf: Leaf}}
              Top: {struct: {over: Over, call: Box<dyn I>}}
            interfaces:
              I: {methods: {m: "fn(&self, x: &Over)"}}
            exports:
              f: "fn(x: Top)"
            """;
        LikeParts parts = parts(one, one.replace("{a: u8", "{a: i8"), Policy.RESIDENT);

        assertThat(parts.leadsToNothingNew(top, Set.of(over, i)::contains)).isTrue();
        assertThat(parts.leadsToNothingNew(top, Set.of(over, top)::contains)).isFalse();
        assertThat(parts.leadsToNothingNew(over, Set.of(leaf)::contains)).isFalse();
    }

    @Test
    void betweenProcessesNothingIsPassedOver() {
        String text = "types: {S: {struct: {a: u8}}}\nexports: {f: \"fn(x: S)\"}";

        assertThat(parts(text, text, Policy.ISOLATED).isPassedOver("S")).isFalse();
        assertThat(parts(text, text, Policy.UNLOADABLE).isPassedOver("S")).isTrue();
    }

    @Test
    void whatOneCopyLacksIsNotPassedOver() {
        String one = "types: {S: {struct: {a: u8}}}\nexports: {f: \"fn(x: S)\"}";

        assertThat(parts(one, "exports: {f: \"fn()\"}", Policy.RESIDENT).isPassedOver("S"))
                .isFalse();
    }

    /** Whether a struct {@code S} of these fields in the one copy and in the other is settled; what names it is if it is. */
    private static boolean areSettled(String declared, String host, String plugin) {
        String uses = """
            types:
              Plain: {struct: {a: u8}}
              %s: {struct: {%s}}
            exports:
              f: "fn<'a, 'b>(x: &'a S<'a, 'b>) -> &'a u8"
            """;
        String one = uses.formatted(declared, host);
        String other = uses.formatted(declared, plugin);
        boolean isSettled = parts(one, other, Policy.UNLOADABLE).isSettled(1);
        assertThat(areSettled(one, other, Policy.UNLOADABLE) || !isSettled).isTrue();
        return isSettled;
    }

    @Test
    void aStructThatDiffersInNothingButWhatSaysNothingOfLifetimesIsSettled() {
        String declared = "\"S<'a, 'b>\"";
        String both = "f: \"&'a &'b u8\", g: u8";

        assertThat(areSettled(declared, both, both.replace("g: u8", "g: \"Vec<String>\"")))
                .isTrue();
        assertThat(areSettled(declared, both, both + ", h: \"Option<[u8; 2]>\""))
                .isTrue();
        assertThat(areSettled(declared, both + ", h: bool", both)).isTrue();
        assertThat(areSettled(declared, both, "f: \"&'b &'a u8\", g: u8")).isFalse();
        assertThat(areSettled(declared, both, "g: u8, f: \"&'a &'b u8\"")).isFalse();
        assertThat(areSettled(declared, both, both.replace("g: u8", "g: Plain")))
                .isFalse();
        assertThat(areSettled(declared, both + ", h: Plain", both)).isFalse();
        assertThat(areSettled(declared, both, both + ", h: \"&'b &'a u8\"")).isFalse();
        assertThat(areSettled(declared, both, both.replace("g: u8", "g: \"fn()\"")))
                .isFalse();
        assertThat(areSettled(
                        declared,
                        both + ", h: \"&'static u8\"",
                        both.replace("g: u8", "g: i8") + ", h: \"&'static u8\""))
                .isFalse();
    }

    @Test
    void ofWhatGrowsClaimsOrDiffersMoreIsToBeFoundOut() {
        String one = """
            types:
              Plain: {struct: {a: u8}}
              Grows: {struct: {a: u8}, evolves: append}
              Claims: {struct: {a: u8}, bounds: [Send]}
              Differs: {struct: {a: u8}}
              Holds: {struct: {differs: Differs}}
              Points: {struct: {differs: "&'dylib Differs"}}
            exports:
              f: "fn(x: Plain, y: &Grows, z: Claims, h: Holds, p: Points)"
            """;
        LikeParts parts =
                parts(one, one.replace("Differs: {struct: {a: u8", "Differs: {struct: {a: i8"), Policy.RESIDENT);

        assertThat(IntStream.range(0, 6).filter(parts::isPlain)).containsExactly(0, 5);
        assertThat(IntStream.range(0, 6).filter(parts::liesAlike)).containsExactly(0, 1, 2, 5);
    }

    @Test
    void anEnumThatDiffersIsNotSettled() {
        String one = "types: {E: {enum: {A: (u8), B: (u8)}}}\nexports: {f: \"fn(x: E)\"}";
        LikeParts parts = parts(one, one.replace("B: (u8)", "B: (i8)"), Policy.RESIDENT);

        assertThat(parts.isSettled(0)).isFalse();
    }
}
