package org.rdylib.conformance.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Pair;

/** Functions of Java's are called as C calls its own. */
record FunctionChecks(Hooks hooks) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a function of Java's is called", this::called);
        checks.put("what it throws is thrown, and it is not called again", this::failing);
        checks.put("functions of structs are called", this::followed);
        checks.put("a function of Java's comes back", this::back);
        return checks;
    }

    private void called() {
        assertThat(hooks.repeat(n -> 10 * n, 4)).isEqualTo(60);
        assertThat(hooks.repeat(n -> n == 0 ? 1 : hooks.repeat(_ -> n, 2), 3)).isEqualTo(1 + 2 + 4);
        long[] numbers = {5, 4_000_000_000L, 1, 3, 1};
        hooks.sort(numbers, (one, other) -> Long.compare(other, one));
        assertThat(numbers).containsExactly(4_000_000_000L, 5, 3, 1, 1);
        long[] many = LongStream.range(0, 500).map(n -> n * 7919 % 1009).toArray();
        long[] sorted = many.clone();
        Arrays.sort(sorted);
        hooks.sort(many, Long::compare);
        assertThat(many).isEqualTo(sorted);
    }

    private void failing() {
        HooksDriver.Refused refused = new HooksDriver.Refused();
        AtomicInteger calls = new AtomicInteger();
        Hooks.RepeatF f = n -> {
            if (calls.incrementAndGet() == 3) {
                throw refused;
            }
            return n;
        };
        assertThatThrownBy(() -> hooks.repeat(f, 100)).isSameAs(refused);
        assertThat(calls).hasValue(3);
        assertThat(hooks.repeat(f, 3)).isEqualTo(3);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> hooks.repeat(_ -> -1, 1))
                .withMessageContaining("repeat(f)()");
        long[] numbers = {2, 1};
        assertThatThrownBy(() -> hooks.sort(numbers, (_, _) -> {
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(numbers).as("what a call was lent that fails").containsExactly(2, 1);
    }

    private void followed() {
        assertThat(hooks.follow(new Steps(n -> n + 1, Optional.of(n -> 10 * n)), 4))
                .isEqualTo(new Pair<>(5L, Optional.of(50L)));
        assertThat(hooks.follow(new Steps(n -> n + 1, Optional.empty()), 4))
                .isEqualTo(new Pair<>(5L, Optional.empty()));
        HooksDriver.Refused refused = new HooksDriver.Refused();
        AtomicInteger second = new AtomicInteger();
        Steps failing = new Steps(
                _ -> {
                    throw refused;
                },
                Optional.of(n -> {
                    second.incrementAndGet();
                    return n;
                }));
        assertThatThrownBy(() -> hooks.follow(failing, 4)).isSameAs(refused);
        assertThat(second).hasValue(0);
    }

    private void back() {
        assertThat(hooks.step().call(1)).isEqualTo(2);
        HooksDriver.Refused refused = new HooksDriver.Refused();
        Hooks.SameFunction same = hooks.same(n -> {
            if (n == 0) {
                throw refused;
            }
            return 3 * n;
        });
        assertThat(same.call(5)).isEqualTo(15);
        assertThatThrownBy(() -> same.call(0)).isSameAs(refused);
        assertThat(same.call(6)).isEqualTo(18);
    }
}
