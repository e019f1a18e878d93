package org.rdylib.conformance.echoes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/** Functions of Java's change what they are lent as {@code &mut}, which may be missing. */
record PlaceChecks(Echoes echoes) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a place gets what it may", this::advance);
        checks.put("a number that may be missing is changed", this::bumped);
        checks.put("lists and texts that may be missing are changed", this::filled);
        checks.put("a place that may be missing gets what it may", this::rest);
        return checks;
    }

    private void advance() {
        assertThat(echoes.advance("abc", rest -> {
                    rest.set(rest.get().slice(1, rest.get().byteLength()));
                    return !rest.get().isEmpty();
                }))
                .containsExactly("bc", "c", "");
        try (Region region = Region.open()) {
            Text other = region.text("other");
            EchoesDriver.assertLeftRefused(
                    () -> echoes.advance("abc", rest -> {
                        rest.set(other);
                        return false;
                    }),
                    "'t");
        }
    }

    private void bumped() {
        assertThat(echoes.bump(Optional.of(5L), number -> {
                    number.orElseThrow().set(number.get().get() + 1);
                    return true;
                }))
                .isEqualTo(new Pair<>(Optional.of(6L), true));
        assertThat(echoes.bump(Optional.of(5L), Optional::isEmpty)).isEqualTo(new Pair<>(Optional.of(5L), false));
        assertThat(echoes.bump(Optional.empty(), Optional::isEmpty)).isEqualTo(new Pair<>(Optional.empty(), true));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> echoes.bump(Optional.of(5L), number -> {
                    number.orElseThrow().set(-1L);
                    return true;
                }))
                .withMessageContaining("-1 is no u32");
    }

    private void filled() {
        assertThat(echoes.fill(Optional.of(3L), bytes -> bytes.orElseThrow()[1] = 7))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(0, 7, 0));
        assertThat(echoes.fill(Optional.of(0L), bytes -> assertThat(bytes).isPresent()))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
        assertThat(echoes.fill(Optional.empty(), bytes -> assertThat(bytes).isEmpty()))
                .isEmpty();
        assertThat(echoes.edit(Optional.of("a text"), text -> text.orElseThrow().set("a test")))
                .contains("a test");
        assertThat(echoes.edit(Optional.empty(), text -> assertThat(text).isEmpty()))
                .isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> echoes.edit(
                        Optional.of("a text"), text -> text.orElseThrow().set("longer than that")));
        assertThat(echoes.sort(Optional.of(new long[] {3, 1, 2}), numbers -> {
                    List<Pair<Long, Boolean>> all = new ArrayList<>();
                    numbers.orElseThrow()
                            .get()
                            .forEach(each -> all.addFirst(new Pair<>(each.first(), each.first() > 1)));
                    numbers.get().set(all);
                }))
                .containsExactly(2, 0, 3);
        assertThat(echoes.sort(Optional.empty(), numbers -> assertThat(numbers).isEmpty()))
                .isEmpty();
    }

    private void rest() {
        assertThat(echoes.rest(Optional.of("a text"), text -> {
                    Text whole = text.orElseThrow().get();
                    text.get().set(whole.slice(2, 6));
                }))
                .contains("text");
        assertThat(echoes.rest(Optional.empty(), text -> assertThat(text).isEmpty()))
                .isEmpty();
        try (Region region = Region.open()) {
            Text other = region.text("other");
            EchoesDriver.assertLeftRefused(
                    () -> echoes.rest(
                            Optional.of("a text"), text -> text.orElseThrow().set(other)),
                    "'t");
        }
    }
}
