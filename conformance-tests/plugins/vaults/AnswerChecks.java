package org.rdylib.conformance.vaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Result;

/** Callbacks of Java's answer with what only the library looks into, and it is the library's from then on. */
record AnswerChecks(Vaults vaults) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what is answered is the library's", this::answered);
        checks.put("an answer is one thing or the other", this::tried);
        checks.put("what is in lists that are answered is the library's", this::listed);
        checks.put("of a list that is not answered all stays Java's", this::unlisted);
        checks.put("what a callback is lent it may answer with", this::chosen);
        checks.put("what is in lists that are passed is the library's", this::passed);
        checks.put("of a list that is not passed all stays Java's", this::unpassed);
        return checks;
    }

    private void answered() {
        Vault other = vaults.make(2);
        assertThat(vaults.trade(vaults.make(1), one -> {
                    one.close();
                    return Optional.of(other);
                }))
                .isEqualTo(2);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> vaults.get(other));
        assertThat(vaults.trade(vaults.make(3), Optional::of)).isEqualTo(3);
        assertThat(vaults.trade(vaults.make(4), one -> {
                    one.close();
                    return Optional.empty();
                }))
                .isZero();
    }

    private void chosen() {
        try (Vault one = vaults.make(1);
                Vault other = vaults.make(2)) {
            assertThat(vaults.choose(one, other, (first, _) -> Optional.of(first)))
                    .isEqualTo(1);
            assertThat(vaults.choose(one, other, (_, second) -> Optional.of(second)))
                    .isEqualTo(2);
            assertThat(vaults.choose(one, other, (_, _) -> Optional.empty())).isZero();
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> vaults.choose(one, other, (_, _) -> Optional.of(one)))
                    .withMessageContaining("is lent for as long as a callback's caller says");
            try (Key key = vaults.key(one)) {
                assertThatExceptionOfType(RegionException.class)
                        .isThrownBy(() -> vaults.choose(one, other, (_, _) -> Optional.of(vaults.vault(key))));
            }
            assertThat(vaults.set(one, 3)).isEqualTo(1);
        }
    }

    private void passed() {
        List<Vault> three = List.of(vaults.make(1), vaults.make(2), vaults.make(4));
        assertThat(vaults.all(three)).isEqualTo(7);
        assertThat(three)
                .allSatisfy(vault ->
                        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> vaults.get(vault)));
        assertThat(vaults.all(List.of())).isZero();
        List<Vault> turned = vaults.turned(List.of(
                new Pair<>(1L, Optional.of(vaults.make(1))),
                new Pair<>(2L, Optional.empty()),
                new Pair<>(3L, Optional.of(vaults.make(3)))));
        assertThat(turned).extracting(vaults::get).containsExactly(3L, 1L);
        turned.forEach(Vault::close);
    }

    private void unpassed() {
        Vault one = vaults.make(1);
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> vaults.all(List.of(one, one)));
        assertThat(vaults.get(one)).isEqualTo(1);
        try (Key key = vaults.key(one);
                Vault other = vaults.make(2)) {
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> vaults.all(List.of(other, one)))
                    .withMessageContaining("borrows from it");
            assertThat(vaults.get(other)).as("it is Java's as before").isEqualTo(2);
            assertThat(vaults.read(key)).isEqualTo(1);
        }
        assertThat(vaults.all(List.of(one))).isEqualTo(1);
    }

    private void tried() {
        assertThat(vaults.tried(() -> Result.ok(vaults.make(6)))).isEqualTo(6);
        assertThat(vaults.tried(() -> Result.err(6L))).isEqualTo(1006);
    }

    private void listed() {
        List<Vault> seen = new ArrayList<>();
        Iterator<List<Long>> numbers =
                List.of(List.of(1L, 2L), List.of(3L), List.<Long>of()).iterator();
        assertThat(vaults.several(() -> {
                    assertThat(vaults.living()).as("those of the last time").isZero();
                    List<Vault> vault =
                            numbers.next().stream().map(vaults::make).toList();
                    seen.addAll(vault);
                    return vault;
                }))
                .isEqualTo(6);
        assertThat(seen)
                .hasSize(3)
                .allSatisfy(vault ->
                        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> vaults.get(vault)));
        assertThat(vaults.packed(n -> List.of(
                        new Pair<>(10L, Optional.of(vaults.make(n + 1))),
                        new Pair<>(1000L, Optional.empty()),
                        new Pair<>(100L, Optional.of(vaults.make(n + 2))))))
                .isEqualTo(10 + 200 + 20 + 300);
    }

    private void unlisted() {
        Vault other = vaults.make(2);
        try (Vault one = vaults.make(1)) {
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> vaults.several(() -> List.of(one, other, one)));
            assertThat(vaults.get(one) + vaults.get(other)).isEqualTo(3);
            other.close();
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> vaults.several(() -> List.of(one, other)));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> vaults.packed(
                            _ -> List.of(new Pair<>(1L, Optional.of(one)), new Pair<>(-1L, Optional.empty()))));
            assertThat(vaults.get(one)).isEqualTo(1);
            Iterator<List<Vault>> left = List.of(List.of(one), List.<Vault>of()).iterator();
            assertThat(vaults.several(left::next)).isEqualTo(1);
        }
    }
}
