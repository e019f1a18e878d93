package org.rdylib.verifier.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;

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
        return new LikeParts(copy(Side.HOST, host), copy(Side.PLUGIN, plugin), policy);
    }

    /** Whether the first exports of both copies are settled. */
    private static boolean areSettled(String host, String plugin, Policy policy) {
        Copy here = copy(Side.HOST, host);
        Copy there = copy(Side.PLUGIN, plugin);
        return new LikeParts(here, there, policy).areSettled(half(here), half(there));
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
        assertThat(parts.isSettled("Leaf")).isFalse();
        assertThat(parts.isSettled("Over")).isTrue();
        assertThat(parts.liesAlike("Over")).isFalse();
        assertThat(parts.leadsToNothingNew("Round", _ -> false)).isTrue();
    }

    @Test
    void whatHasBeenMetIsNothingNewUnlessItDiffersItself() {
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

        assertThat(parts.leadsToNothingNew("Top", Set.of("Over", "I")::contains))
                .isTrue();
        assertThat(parts.leadsToNothingNew("Top", Set.of("Over", "Top")::contains))
                .isFalse();
        assertThat(parts.leadsToNothingNew("Over", Set.of("Leaf")::contains)).isFalse();
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
}
