package org.rdylib.conformance.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;
import org.rdylib.loader.Unit;

/** Callbacks and objects. */
final class CalledBack {

    private final WideLibrary wide;

    CalledBack(WideLibrary wide) {
        this.wide = wide;
    }

    /** Adds the checks by what they prove. */
    void addTo(Map<String, ThrowingCallable> checks) {
        checks.put("callbacks take and give every kind of value", this::calls);
        checks.put("a callback may answer with what it was given", this::callsWith);
        checks.put("objects borrow, lend and are dropped", this::objects);
    }

    private void calls() {
        List<Object> seen = new ArrayList<>();
        Node[] escaped = new Node[1];
        wide.calls(
                (number, span, vector, numbers, text, result, names) -> {
                    seen.addAll(List.of(number, span.get(), vector, numbers[1], text, result, names));
                    span.set(new Span(2, 1));
                    return new Pair<>(7, 0x1D4B3);
                },
                node -> {
                    escaped[0] = node;
                    seen.add(node.names().get(1).toString());
                    seen.add(List.copyOf(node.raw()));
                    Big big = PassedValues.big(3, (short) 0);
                    return new Big(
                            big.bytes(),
                            List.of(node.span().get(), new Span(0, 0)),
                            List.of(List.of((short) 0, (short) 0), List.of((short) 0, (short) -1)));
                },
                () -> seen.add("called"));
        assertThat(seen)
                .containsExactly(
                        255,
                        new Span(1, 2),
                        new Vec2(0.5f, -0.5f),
                        65_535,
                        Optional.empty(),
                        Result.err(Wide.B),
                        List.of("x", "yz"),
                        "yz",
                        List.of((int) 'r', (int) 'a', (int) 'w'),
                        "called");
        assertThatThrownBy(() -> escaped[0].names().get(1)).isInstanceOf(RegionClosedException.class);
    }

    private void callsWith() {
        try (Region a = Region.open()) {
            Text text = a.text("text");
            assertThat(wide.callsWith(text, Two.Left::new)).isEqualTo(text);
            assertThatThrownBy(() -> {
                        try (Region inner = Region.open()) {
                            wide.callsWith(text, _ -> new Two.Left(inner.text("inner")));
                        }
                    })
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("'a");
            assertThatThrownBy(() -> wide.callsWith(text, _ -> {
                        throw new IllegalStateException("mine");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("mine");
        }
    }

    private void objects() {
        try (Region src = Region.open()) {
            assertThat(wide.open(src.text(""))).isEmpty();
            Cursor cursor = wide.open(src.text("abc")).orElseThrow();
            Text current = cursor.current();
            assertThat(current).hasToString("abc");
            Text first = cursor.advance().orElseThrow();
            assertThat(first).hasToString("a");
            assertThatThrownBy(current::toString).isInstanceOf(RegionClosedException.class);
            assertThat(cursor.sub().ok().orElseThrow().orElseThrow().current()).hasToString("bc");
            assertThatThrownBy(first::toString).isInstanceOf(RegionClosedException.class);
            cursor.push(src.text("wxyz"));
            assertThat(cursor.sub()).isEqualTo(Result.err(Top.A));
            assertThat(cursor.plain(65_535)).isEqualTo(3);
            var both = cursor.both(src.text("other"));
            assertThat(both.first()).hasToString("other");
            assertThat(both.second()).hasToString("wxyz");
            assertThat(both.second().region()).isEqualTo(src);
            Text longer = cursor.longer(src.text("longer than it"));
            List<Object> seen = new ArrayList<>();
            assertThat(cursor.each((text, span) -> {
                        seen.add(text + "@" + span.start());
                        return Optional.empty();
                    }))
                    .isEqualTo(Result.ok(Unit.UNIT));
            assertThat(seen).containsExactly("w@0", "x@1", "y@2", "z@3");
            assertThatThrownBy(longer::toString).isInstanceOf(RegionClosedException.class);
            assertThat(cursor.each((text, _) -> Optional.of(text))).isEqualTo(Result.err(Wide.B));
            assertThat(cursor.current()).hasToString("w");
            try (Region inner = Region.open()) {
                assertThatThrownBy(() -> cursor.push(inner.text("too short a life")))
                        .isInstanceOf(RegionException.class)
                        .hasMessageContaining("more: 'src");
            }
            cursor.close();
            cursor.close();
            assertThatThrownBy(cursor::current).hasMessageContaining("closed");
        }
    }
}
