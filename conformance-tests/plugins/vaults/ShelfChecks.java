package org.rdylib.conformance.vaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Text;

/** Java chooses for which region the library makes something that borrows what it is only given later. */
record ShelfChecks(Vaults vaults) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what is made for a region borrows from it", this::chosen);
        checks.put("what is made for no region borrows from the library alone", this::unchosen);
        checks.put("a region that is chosen is open, and the thread's", this::refused);
        checks.put("what a method is given lives as long as it says of its receiver", this::tagged);
        checks.put("what is behind `&mut` is given nothing that ends sooner", this::rekeyed);
        checks.put("what is passed beside an object in a tuple lives as long as that says", this::posted);
        return checks;
    }

    private void chosen() {
        Shelf shelf;
        Text label;
        try (Region outer = Region.open()) {
            try (Region region = Region.open()) {
                shelf = vaults.shelf(region);
                vaults.relabel(shelf, outer.text("vaults"));
                assertThat(vaults.label(shelf)).hasToString("vaults");
                vaults.relabel(shelf, region.text("keys"));
                label = vaults.label(shelf);
                assertThat(label).hasToString("keys");
                try (Region inner = Region.open()) {
                    Text shorter = inner.text("both");
                    assertThatExceptionOfType(RegionException.class).isThrownBy(() -> vaults.relabel(shelf, shorter));
                }
            }
            assertThat(vaults.living()).as("what the library has made").isZero();
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> vaults.label(shelf));
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(label::toString);
        }
    }

    private void unchosen() {
        try (Shelf shelf = vaults.shelf();
                Region region = Region.open()) {
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> vaults.relabel(shelf, region.text("keys")));
            assertThat(vaults.label(shelf)).hasToString("");
        }
    }

    private void tagged() {
        try (Bead bead = vaults.bead(7);
                Shelf shelf = vaults.shelf();
                Region outer = Region.open()) {
            Text name;
            try (Region region = Region.open()) {
                Shelf tagged = vaults.shelf(region);
                bead.tag(tagged, outer.text("vaults"));
                bead.tag(tagged, region.text("keys"));
                assertThat(vaults.label(tagged)).hasToString("keys");
                try (Region inner = Region.open()) {
                    Text shorter = inner.text("both");
                    assertThatExceptionOfType(RegionException.class).isThrownBy(() -> bead.tag(tagged, shorter));
                    name = bead.name(shorter);
                    assertThat(name).hasToString("both");
                }
                assertThatExceptionOfType(RegionClosedException.class).isThrownBy(name::toString);
                name = bead.name(region.text("doors"));
                assertThat(name).hasToString("doors");
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(bead::polish);
            }
            assertThat(bead.polish()).isEqualTo(8);
            Text last = bead.name(outer.text("walls"));
            bead.polish();
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(last::toString);
            Text nick = bead.nick(outer.text("floors"));
            assertThat(nick).hasToString("floors");
            bead.polish();
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(nick::toString);
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> bead.melt(outer.text("roofs")));
            assertThat(bead.worth()).isEqualTo(10);
            bead.melt(vaults.label(shelf));
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(bead::worth);
        }
        assertThat(vaults.living()).as("what the library has made").isZero();
    }

    private void rekeyed() {
        Vault vault = vaults.make(7);
        Vault other = vaults.make(8);
        Key key = vaults.key(vault);
        vaults.rekey(key, other);
        assertThat(vaults.read(key)).isEqualTo(8);
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(other::close);
        try (Vault third = vaults.make(9);
                Key inner = vaults.key(third)) {
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> vaults.rekey(key, vaults.vault(inner)));
        }
        assertThat(vaults.read(key)).isEqualTo(8);
        key.close();
        vault.close();
        other.close();
        assertThat(vaults.living()).as("what the library has made").isZero();
    }

    private void posted() {
        try (Region outer = Region.open()) {
            Watcher watcher = vaults.watcher(outer);
            try (Region inner = Region.open()) {
                Text shorter = inner.text("both");
                assertThatExceptionOfType(RegionException.class)
                        .isThrownBy(() -> vaults.post(new Pair<>(watcher, 7L), shorter));
            }
            assertThat(vaults.post(new Pair<>(watcher, 7L), outer.text("vaults")))
                    .isEqualTo(7);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(watcher::turn);
        }
        assertThat(vaults.living()).as("what the library has made").isZero();
    }

    private void refused() throws Exception {
        Region closed = Region.open();
        closed.close();
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> vaults.shelf(closed));
        try (Region region = Region.open();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            other.submit(() -> assertThatExceptionOfType(WrongThreadException.class)
                            .isThrownBy(() -> vaults.shelf(region)))
                    .get();
        }
        assertThat(vaults.living()).as("what the library has made").isZero();
    }
}
