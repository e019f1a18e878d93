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
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;

/** What only the library looks into is lent to what keeps it, until that ends or the region for which that was made. */
record RingChecks(Vaults vaults) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what is attached is nobody's alone before the region ends", this::attached);
        checks.put("what is attached as `&mut` is nobody's before the region ends", this::hooked);
        checks.put("what is attached outlives what it is attached to", this::ordered);
        checks.put("what is dropped with a region is attached to nothing in it", this::linked);
        checks.put("what is attached for longer is lent until the first has ended", this::copied);
        checks.put("a call that is refused attaches nothing", this::refused);
        checks.put("what a callback answers with is attached until the region ends", this::fetched);
        checks.put("a lent view is attached to nothing that lives on", this::viewed);
        checks.put("what is not Sync stays with the thread that has attached it", this::laid);
        checks.put("what is made of `&mut` has it alone until it is closed", this::gripped);
        checks.put("a callback is given `&mut` for longer than it runs", this::handed);
        checks.putAll(new WatcherChecks(vaults).all());
        Map<String, ThrowingCallable> ordered = new LinkedHashMap<>();
        checks.forEach((name, check) -> ordered.put(name, () -> {
            check.call();
            assertThat(vaults.wrong()).as("what was gone too early").isZero();
        }));
        return ordered;
    }

    static void assertBusy(ThrowingCallable use) {
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(use);
    }

    private void attached() {
        Vault vault = vaults.make(7);
        Vault other = vaults.make(8);
        try (Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            vaults.attach(ring, vault, Optional.empty());
            vaults.attach(ring, vault, Optional.of(other));
            assertThat(vaults.turn(ring)).isEqualTo(22);
            for (Vault lent : List.of(vault, other)) {
                try (Key key = vaults.key(lent)) {
                    assertThat(vaults.read(key)).isEqualTo(vaults.get(lent));
                }
                assertBusy(() -> vaults.set(lent, 1));
                assertBusy(() -> vaults.end(lent));
                assertBusy(lent::close);
                assertBusy(() -> vaults.grip(lent));
            }
            ring.close();
            assertBusy(vault::close);
        }
        assertThat(vaults.set(vault, 9)).isEqualTo(7);
        vaults.end(vault);
        other.close();
    }

    private void hooked() {
        Vault vault = vaults.make(7);
        Vault other = vaults.make(8);
        try (Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            vaults.hook(ring, vault, Optional.of(other));
            assertThat(vaults.turn(ring)).isEqualTo(17);
            for (Vault lent : List.of(vault, other)) {
                assertBusy(() -> vaults.get(lent));
                assertBusy(() -> vaults.key(lent));
                assertBusy(() -> vaults.hook(ring, lent, Optional.empty()));
                assertBusy(() -> vaults.attach(ring, lent, Optional.empty()));
                assertBusy(lent::close);
            }
            assertThat(vaults.turn(ring)).isEqualTo(19);
        }
        assertThat(vaults.get(vault)).isEqualTo(9);
        assertThat(vaults.get(other)).isEqualTo(10);
        vault.close();
        other.close();
    }

    private void ordered() {
        Vault vault = vaults.make(7);
        List<Throwable> thrown = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            try (Region region = i % 2 == 0 ? Region.open() : Region.openShared()) {
                Ring ring = vaults.ring(region);
                vaults.attach(ring, vault, Optional.empty());
                vaults.tell(ring, () -> {
                    try {
                        vault.close();
                    } catch (RuntimeException refused) {
                        thrown.add(refused);
                    }
                });
                if (i < 2) {
                    ring.close();
                }
            }
        }
        // By destructors, too, that the closing of a region calls.
        assertThat(thrown).hasSize(4).hasOnlyElementsOfType(ObjectBusyException.class);
        vault.close();
    }

    private void linked() {
        try (Region outer = Region.open()) {
            Shelf shelf = vaults.shelf(outer);
            try (Region inner = Region.open()) {
                Ring ring = vaults.ring(inner);
                vaults.link(ring, shelf);
                Shelf beside = vaults.shelf(inner);
                assertThatExceptionOfType(RegionException.class).isThrownBy(() -> vaults.link(ring, beside));
                Ring longer = vaults.ring(outer);
                assertThatExceptionOfType(RegionException.class).isThrownBy(() -> vaults.link(longer, beside));
                assertThatExceptionOfType(RegionException.class).isThrownBy(() -> vaults.link(longer, shelf));
                assertBusy(shelf::close);
                assertBusy(() -> vaults.relabel(shelf, outer.text("vaults")));
                assertThat(vaults.label(shelf)).hasToString("");
                beside.close();
            }
            vaults.relabel(shelf, outer.text("vaults"));
            assertThat(vaults.label(shelf)).hasToString("vaults");
        }
    }

    private void copied() {
        Vault vault = vaults.make(7);
        try (Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            Key key = vaults.copied(ring, vault);
            assertThat(vaults.read(key) + vaults.turn(ring)).isEqualTo(14);
            assertBusy(vault::close);
            key.close();
            assertBusy(vault::close);
            assertThat(vaults.turn(ring)).isEqualTo(7);
        }
        vault.close();
        Vault another = vaults.make(8);
        Key key;
        try (Region region = Region.open()) {
            key = vaults.copied(vaults.ring(region), another);
        }
        assertThat(vaults.read(key)).isEqualTo(8);
        assertBusy(another::close);
        key.close();
        another.close();
    }

    private void refused() {
        Vault vault = vaults.make(7);
        Vault dropped = vaults.make(8);
        dropped.close();
        try (Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            assertBusy(() -> vaults.hook(ring, vault, Optional.of(vault)));
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> vaults.attach(ring, vault, Optional.of(dropped)));
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> vaults.hook(ring, vault, Optional.of(dropped)));
            assertThat(vaults.set(vault, 9)).isEqualTo(7);
            assertThat(vaults.turn(ring)).isZero();
            vault.close();
        }
    }

    private void fetched() {
        Vault one = vaults.make(1);
        Vault other = vaults.make(2);
        try (Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            Iterator<Vault> all = List.of(one, other, one).iterator();
            vaults.fetch(ring, () -> all.hasNext() ? Optional.of(all.next()) : Optional.empty());
            assertThat(vaults.get(one)).isEqualTo(1);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> vaults.set(one, 3));
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(other::close);
            try (Key key = vaults.key(one)) {
                assertThatExceptionOfType(RegionException.class)
                        .isThrownBy(() -> vaults.fetch(ring, () -> Optional.of(vaults.vault(key))));
            }
        }
        assertThat(vaults.set(one, 3)).isEqualTo(1);
        one.close();
        other.close();
    }

    private void viewed() {
        try (Vault vault = vaults.make(7);
                Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            vaults.visit(vault, view -> {
                assertThatExceptionOfType(RegionException.class)
                        .isThrownBy(() -> vaults.attach(ring, view, Optional.empty()));
                return 0;
            });
            Vault same = vaults.same(vault);
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> vaults.attach(ring, same, Optional.empty()));
            vaults.attach(ring, vault, Optional.empty());
            assertThat(vaults.get(same)).isEqualTo(7);
        }
    }

    private void laid() throws InterruptedException {
        Coin coin = vaults.coin();
        List<Throwable> thrown = new ArrayList<>();
        Runnable tossing = () -> {
            try {
                vaults.toss(coin);
            } catch (RuntimeException refused) {
                thrown.add(refused);
            }
        };
        Thread.ofPlatform().start(tossing).join();
        assertThat(thrown).isEmpty();
        try (Region region = Region.open()) {
            vaults.lay(vaults.ring(region), coin);
            assertThat(vaults.toss(coin)).isEqualTo(2);
            Thread.ofPlatform().start(tossing).join();
            assertThat(thrown).singleElement().isInstanceOf(ObjectBusyException.class);
        }
        Thread.ofPlatform().start(tossing).join();
        assertThat(thrown).hasSize(1);
        assertThat(vaults.toss(coin)).isEqualTo(4);
        coin.close();
    }

    private void gripped() {
        Vault vault = vaults.make(7);
        for (int i = 0; i < 3; i++) {
            try (Grip grip = vaults.grip(vault)) {
                assertThat(vaults.raise(grip)).isEqualTo(8 + i);
                assertThat(vaults.get(vaults.gripped(grip))).isEqualTo(8 + i);
                assertBusy(() -> vaults.get(vault));
                assertBusy(() -> vaults.grip(vault));
                assertBusy(vault::close);
            }
            assertThat(vaults.get(vault)).isEqualTo(8 + i);
        }
        try (Key key = vaults.key(vault)) {
            assertBusy(() -> vaults.grip(vault));
            assertThat(vaults.read(key)).isEqualTo(10);
        }
        vaults.change(vault, view -> {
            Grip grip = vaults.grip(view);
            assertBusy(() -> vaults.get(view));
            return vaults.raise(grip);
        });
        assertThat(vaults.living()).as("the grip ends with the callback").isEqualTo(1);
        assertThat(vaults.get(vault)).isEqualTo(11);
        vault.close();
    }

    private void handed() {
        Vault vault = vaults.make(7);
        Vault other = vaults.make(1);
        List<Vault> views = new ArrayList<>();
        Vault view;
        try (Grip grip = vaults.hand(vault, other, lent -> {
            views.add(lent);
            assertBusy(() -> vaults.get(vault));
            assertThat(vaults.set(lent, 8)).isEqualTo(7);
        })) {
            view = views.getFirst();
            assertThat(vaults.set(view, 9)).isEqualTo(8);
            assertThat(vaults.raise(grip)).isEqualTo(2);
            assertBusy(() -> vaults.get(vault));
            assertBusy(() -> vaults.get(other));
        }
        assertThat(vaults.set(view, 10)).isEqualTo(9);
        assertThat(vaults.change(view, inner -> {
                    assertBusy(() -> vaults.get(vault));
                    return vaults.set(inner, 11);
                }))
                .isEqualTo(new Pair<>(10L, 11L));
        assertThat(vaults.get(vault)).isEqualTo(11);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> vaults.get(view));
        assertThat(vaults.get(other)).isEqualTo(2);
        vault.close();
        other.close();
    }
}
