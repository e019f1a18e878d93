package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.actors.OwnActors.Refused;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.Mut;

/** Owned values of both sides, each freed once by whoever made it, also where an exception comes in between. */
final class OwnedChecks {

    private final Actors actors;

    OwnedChecks(Actors actors) {
        this.actors = actors;
    }

    /** Each with its name. */
    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        put(checks, "owned values come out of the library", this::out);
        put(checks, "owned values go both ways at once", this::exchanged);
        put(checks, "an exception has the values of both sides freed", this::thrown);
        put(checks, "an answer that is none has the values of both sides freed", this::invalid);
        put(checks, "what cannot be passed is freed, and nothing is called", this::refused);
        put(checks, "what is lent to be changed may be missing", this::missing);
        return checks;
    }

    private void put(Map<String, ThrowingCallable> checks, String name, ThrowingCallable check) {
        checks.put(name, () -> {
            check.call();
            long held = actors.held();
            check.call();
            assertThat(actors.held()).as("what the library has allocated").isEqualTo(held);
        });
    }

    private static Goods ours(String name, String... lines) {
        return new Goods(name, List.of(lines), new int[] {1, 65_535}, 2, Optional.of("note"));
    }

    private static void assertGoods(Goods goods, String name, int number, List<String> lines) {
        assertThat(goods.name()).isEqualTo(name);
        assertThat(goods.lines()).isEqualTo(lines);
        assertThat(goods.number()).isEqualTo(number);
        assertThat(goods.parts()).hasSize(number);
        assertThat(goods.note()).isEqualTo(number > 0 ? Optional.of("some") : Optional.empty());
    }

    private void out() {
        assertGoods(actors.goods(0), "goods", 0, List.of());
        assertGoods(actors.goods(2), "goods", 2, List.of("line 0", "line 1"));
        assertThat(actors.goods(300).parts()).endsWith(298, 299);
    }

    private void exchanged() throws Throwable {
        List<String> both = List.of("a", "", "b");
        OtherThread.run(() -> assertGoods(
                actors.exchange(ours("one ", "a", ""), given -> {
                    assertGoods(given, "goods", 3, List.of("line 0", "line 1", "line 2"));
                    return ours("other", "b");
                }),
                "one other",
                2,
                both));
        assertGoods(
                actors.exchange(ours("", "a"), given -> given), "goods", 3, List.of("a", "line 0", "line 1", "line 2"));
    }

    private void thrown() {
        Refused thrown = new Refused();
        assertThatThrownBy(() -> actors.exchange(ours("one", "a", "b"), given -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        // and through a second call that has some
        assertThatThrownBy(() -> actors.exchange(
                        ours("one", "a"),
                        given -> actors.exchange(given, more -> {
                            throw thrown;
                        })))
                .isSameAs(thrown);
    }

    private void invalid() {
        assertThatThrownBy(() -> actors.exchange(ours("one"), given -> ours("other", "a", "\uD800")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> actors.exchange(
                        ours("one"),
                        given -> new Goods("other", List.of("a"), new int[] {65_536}, 1, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void missing() {
        assertThat(actors.revise(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isZero();
        Mut<Long> sum = Mut.of(1L);
        int[] parts = {1, 65_534};
        Mut<String> note = Mut.of("a nöte");
        Mut<List<String>> lines = Mut.of(List.of("a", ""));
        Mut<String> name = Mut.of("before");
        assertThat(actors.revise(
                        Optional.of(sum), Optional.of(parts), Optional.of(note), Optional.of(lines), Optional.of(name)))
                .isEqualTo(5);
        assertThat(sum.get()).isEqualTo(2);
        assertThat(parts).containsExactly(2, 65_535);
        assertThat(note.get()).isEqualTo("A NöTE");
        assertThat(lines.get()).containsExactly("a!", "!");
        assertThat(name.get()).isEqualTo("named");
        Mut<List<String>> none = Mut.of(List.of());
        assertThat(actors.revise(
                        Optional.empty(),
                        Optional.of(new int[0]),
                        Optional.of(Mut.of("")),
                        Optional.of(none),
                        Optional.empty()))
                .as("empty, not missing")
                .isEqualTo(3);
        assertThat(none.get()).isEmpty();
        assertThatThrownBy(() -> actors.revise(
                        Optional.of(sum),
                        Optional.of(new int[] {65_536}),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(name)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(sum.get()).as("given back").isEqualTo(2);
        name.set("again");
    }

    private void refused() {
        boolean[] called = {false};
        assertThatThrownBy(() -> actors.exchange(ours("one", "a", "\uD800"), given -> {
                    called[0] = true;
                    return given;
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(called[0]).isFalse();
    }
}
