package org.rdylib.conformance.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Text;

/** Values that borrow for a lifetime. */
final class BorrowedValues {

    private final WideLibrary wide;

    BorrowedValues(WideLibrary wide) {
        this.wide = wide;
    }

    /** Adds the checks by what they prove. */
    void addTo(Map<String, ThrowingCallable> checks) {
        checks.put("results borrow from what was passed", this::lives);
        checks.put("bounds between regions are held", this::bounds);
        checks.put("slices and references are views", this::views);
        checks.put("'static is for ever", this::statics);
    }

    private static Node node(Region region) {
        return new Node(
                Optional.empty(),
                WideLibrary.sliceOfText(region, List.of(region.text("one"), region.text("two"))),
                WideLibrary.refToSpan(region, new Span(1, 2)),
                WideLibrary.sliceOfU8(region, new byte[] {1, -1}),
                region.cText("c"));
    }

    private void lives() {
        Two kept;
        try (Region b = Region.open()) {
            try (Region a = Region.open()) {
                Mut<Two> m = Mut.of(new Two.Left(a.text("left")));
                Two two = wide.lives(
                        a.text("a"), b.text("b"), node(a), new Two.Right(b.text("right"), Optional.empty()), m);
                assertThat(m.get()).isInstanceOf(Two.Right.class).hasToString("Right[text=b, n=Optional[17]]");
                Two.Both both = (Two.Both) two;
                assertThat(both.first().names()).extracting(Text::toString).containsExactly("one", "two");
                assertThat(both.first().raw()).containsExactly(1, 255);
                assertThat(both.first().span().get()).isEqualTo(new Span(1, 2));
                assertThat(both.first().c()).hasToString("c");
                assertThat(both.first().span().region()).isEqualTo(a);
                assertThat(both.second().orElseThrow().span().region()).isEqualTo(b);
                kept = two;
            }
            assertThatThrownBy(() -> ((Two.Both) kept).first().span().get()).isInstanceOf(RegionClosedException.class);
        }
    }

    private void bounds() {
        try (Region a = Region.open();
                Region b = Region.open()) {
            Two right = new Two.Right(b.text("right"), Optional.empty());
            assertThatThrownBy(() ->
                            wide.lives(a.text("a"), b.text("b"), node(a), right, Mut.of(new Two.Left(a.text("left")))))
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("'b: 'a");
            assertThatThrownBy(() -> WideLibrary.sliceOfText(a, List.of(b.text("shorter"))))
                    .isInstanceOf(RegionException.class);
        }
    }

    private void views() {
        try (Region a = Region.open()) {
            var result = wide.views(
                    WideLibrary.sliceOfU8(a, new byte[] {1, 2, -1}),
                    WideLibrary.sliceOfSpan(a, List.of(new Span(1, 2), new Span(3, 4))),
                    WideLibrary.refToSpan(a, new Span(5, 6)),
                    Optional.of(WideLibrary.sliceOfText(a, List.of(a.text("name")))),
                    WideLibrary.refToU32(a, 4_000_000_000L));
            assertThat(result.first()).containsExactly(2, 255);
            assertThat(result.second().get()).isEqualTo(new Span(3, 4));
            assertThat(result.third()).isEmpty();
        }
    }

    private void statics() {
        Region forever = Region.forever();
        Constant constant = new Constant(forever.text("name"), new Two.Neither());
        Constant result = wide.statics(forever.text("for ever"), constant);
        assertThat(result.name()).hasToString("the plugin's");
        assertThat(result.nested()).hasToString("Left[value=for ever]");
        try (Region region = Region.open()) {
            assertThatThrownBy(() -> wide.statics(region.text("for ever"), constant))
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("a: 'dylib");
            Constant shorter = new Constant(region.text("name"), new Two.Neither());
            assertThatThrownBy(() -> wide.statics(forever.text("for ever"), shorter))
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("Constant.name");
            Constant inner = new Constant(forever.text("name"), new Two.Left(region.text("left")));
            assertThatThrownBy(() -> wide.statics(forever.text("for ever"), inner))
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("Constant.nested");
        }
    }
}
