package org.rdylib.conformance.vaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;

/** Methods keep what they are lent, or lend their object to what keeps it. */
record WatcherChecks(Vaults vaults) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a method keeps what it is lent", this::watched);
        checks.put("an object of Java's keeps what it is lent", this::shown);
        checks.put("a method lends its object to what keeps it", this::strung);
        checks.put("a method lends its object to one of Java's until it is used otherwise", this::modelled);
        return checks;
    }

    private void watched() {
        Vault vault = vaults.make(7);
        Vault alone = vaults.make(8);
        Vault third = vaults.make(1);
        try (Region region = Region.open()) {
            Watcher watcher = vaults.watcher(region);
            watcher.watch(vault);
            watcher.hold(alone);
            assertThat(watcher.turn()).isEqualTo(16);
            assertThat(vaults.get(vault)).isEqualTo(7);
            RingChecks.assertBusy(() -> vaults.set(vault, 1));
            RingChecks.assertBusy(() -> vaults.get(alone));
            RingChecks.assertBusy(() -> vaults.show(watcher, vault, alone));
            assertThat(vaults.show(watcher, vault, third)).isEqualTo(7 + 7 + 10 + 2);
            RingChecks.assertBusy(third::close);
            watcher.close();
            RingChecks.assertBusy(alone::close);
        }
        List.of(vault, alone, third).forEach(Vault::close);
    }

    /** Keeps what it is lent. */
    private static final class Own implements Watcher {
        private final Vaults vaults;
        private final List<Vault> seen = new ArrayList<>();

        Own(Vaults vaults) {
            this.vaults = vaults;
        }

        @Override
        public void watch(Vault vault) {
            seen.add(vault);
        }

        @Override
        public void hold(Vault vault) {
            vaults.set(vault, 10 + vaults.get(vault));
            seen.add(vault);
        }

        @Override
        public long turn() {
            return seen.stream().mapToLong(vaults::get).sum();
        }

        @Override
        public void close() {}
    }

    private void shown() {
        Vault vault = vaults.make(7);
        Vault alone = vaults.make(8);
        Own own = new Own(vaults);
        assertThat(vaults.show(own, vault, alone)).isEqualTo(25);
        assertThat(own.turn()).isEqualTo(25);
        assertThat(vaults.get(vault)).isEqualTo(7);
        assertThat(vaults.set(vault, 1)).isEqualTo(7);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(own::turn);
        assertThat(vaults.get(alone)).isEqualTo(18);
        vault.close();
        alone.close();
    }

    private void strung() {
        Bead bead = vaults.bead(7);
        Bead alone = vaults.bead(8);
        Bead watched = vaults.bead(1);
        try (Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            bead.string(ring);
            bead.string(ring);
            alone.thread(ring);
            watched.model(vaults.watcher(region));
            assertThat(vaults.turn(ring)).isEqualTo(23);
            assertThat(bead.worth()).isEqualTo(7);
            RingChecks.assertBusy(bead::polish);
            RingChecks.assertBusy(() -> bead.thread(ring));
            RingChecks.assertBusy(bead::close);
            RingChecks.assertBusy(alone::worth);
            RingChecks.assertBusy(alone::close);
            RingChecks.assertBusy(watched::polish);
            ring.close();
            RingChecks.assertBusy(bead::close);
        }
        assertThat(bead.polish()).isEqualTo(8);
        assertThat(alone.worth()).isEqualTo(9);
        List.of(bead, alone, watched).forEach(Bead::close);
    }

    private void modelled() {
        Own own = new Own(vaults);
        Bead bead = vaults.bead(7);
        bead.model(own);
        bead.model(own);
        assertThat(own.turn()).isEqualTo(14);
        assertThat(bead.worth()).isEqualTo(7);
        assertThat(bead.polish()).isEqualTo(8);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(own::turn);
        bead.close();
    }
}
