package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdylib.conformance.misuse.vaults.Bead;
import org.rdylib.conformance.misuse.vaults.Coin;
import org.rdylib.conformance.misuse.vaults.Grip;
import org.rdylib.conformance.misuse.vaults.Key;
import org.rdylib.conformance.misuse.vaults.Ring;
import org.rdylib.conformance.misuse.vaults.Shelf;
import org.rdylib.conformance.misuse.vaults.Vault;
import org.rdylib.conformance.misuse.vaults.Vaults;
import org.rdylib.conformance.misuse.vaults.Watcher;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** What only the library looks into is attached to something else, for longer than a call. */
final class AttachPrograms extends Subject {

    AttachPrograms(Libraries libraries) {
        super(libraries);
        add("an opaque value is changed while it is attached to another", () -> attached(this::changed));
        add(
                "an opaque value is closed while it is attached to another",
                () -> attached((_, _, vault) -> vault.close()));
        add(
                "an opaque value is given back while it is attached to another",
                () -> attached((vaults, _, vault) -> vaults.end(vault)));
        add(
                "an opaque value is attached as `&mut` while it is attached as `&`",
                () -> attached((vaults, ring, vault) -> vaults.hook(ring, vault, Optional.empty())));
        add(
                "an opaque value is closed after what it is attached to",
                () -> attached((_, ring, vault) -> {
                    ring.close();
                    vault.close();
                }));
        add("an opaque value is read while another has it as `&mut`", () -> hooked(this::read));
        add(
                "an opaque value is attached twice as `&mut`",
                () -> hooked((vaults, ring, vault) -> vaults.hook(ring, vault, Optional.empty())));
        add(
                "an opaque value is used on another thread while it is attached",
                () -> hooked((vaults, ring, vault) -> elsewhere(() -> read(vaults, ring, vault))));
        add(
                "one opaque value is attached twice as `&mut` by one call",
                () -> ring((vaults, ring, vault) -> vaults.hook(ring, vault, Optional.of(vault))));
        add("an opaque value is attached as `&mut` while something borrows from it", () -> ring(this::borrowed));
        add("an opaque value is attached as one that may be missing, and changed", () -> ring(this::maybe));
        add("an opaque value is closed where what it is attached to is dropped", this::closedInside);
        add("an opaque value is attached to what ends later", this::outlived);
        add("an opaque value is attached to what is dropped with it", this::together);
        add("an opaque value that is not Sync is used on another thread while it is attached", this::laid);
        add("an opaque value is lent to a method that keeps it, and changed", this::watched);
        add("an opaque value is used while what borrows from it has it as `&mut`", this::gripped);
        add("what a callback was given as `&mut` is used after the value was", this::handed);
        add("an opaque value is lent for its library's life, and closed", this::pinned);
        add("an opaque value keeps another that is closed sooner", this::rekeyed);
        add("an object is changed while its method has attached it", () -> strung(Bead::polish));
        add("an object is closed while its method has attached it", () -> strung(Bead::close));
        add("an object is used while its method has attached it as `&mut`", this::threaded);
        add("what an object's method has lent of it is used after the object was", this::modelled);
        add("an object is lent for its library's life by its method, and closed", this::staying);
        add("a method keeps a text for as long as its object is lent, and the text ends sooner", this::tagged);
        add("what a method answers with of a text is used after the text's region", this::named);
        add("a text that a method keeps for its library's life ends sooner", this::melted);
        add("a library is unloaded while an opaque value is attached", this::unloaded);
    }

    /** What is done with a vault, and a ring that it is attached to or is not. */
    private interface Act {
        void on(Vaults vaults, Ring ring, Vault vault) throws Throwable;
    }

    private void ring(Act act) throws Throwable {
        Vaults vaults = libraries.vaults();
        try (Vault vault = vaults.make(7);
                Region region = Region.open()) {
            act.on(vaults, vaults.ring(region), vault);
        }
    }

    private void attached(Act act) throws Throwable {
        ring((vaults, ring, vault) -> {
            vaults.attach(ring, vault, Optional.empty());
            act.on(vaults, ring, vault);
            System.out.println("done");
        });
    }

    private void hooked(Act act) throws Throwable {
        ring((vaults, ring, vault) -> {
            vaults.hook(ring, vault, Optional.empty());
            act.on(vaults, ring, vault);
        });
    }

    private void changed(Vaults vaults, Ring ring, Vault vault) {
        vaults.set(vault, 8);
        System.out.println(vaults.turn(ring));
    }

    private void read(Vaults vaults, Ring ring, Vault vault) {
        System.out.println(vaults.get(vault) + vaults.turn(ring));
    }

    private void borrowed(Vaults vaults, Ring ring, Vault vault) {
        try (Key key = vaults.key(vault)) {
            vaults.hook(ring, vault, Optional.empty());
            System.out.println(vaults.turn(ring) + vaults.read(key));
        }
    }

    private void maybe(Vaults vaults, Ring ring, Vault vault) {
        try (Vault first = vaults.make(1);
                Region inner = Region.open()) {
            Ring narrow = vaults.ring(inner);
            vaults.attach(narrow, first, Optional.of(vault));
            changed(vaults, narrow, vault);
        }
    }

    private void closedInside() throws Throwable {
        List<RuntimeException> refused = new ArrayList<>();
        ring((vaults, ring, vault) -> {
            vaults.attach(ring, vault, Optional.empty());
            vaults.tell(ring, () -> {
                try {
                    vault.close();
                } catch (RuntimeException thrown) {
                    refused.add(thrown);
                }
            });
        });
        throw refused.getFirst();
    }

    private void outlived() {
        Vaults vaults = libraries.vaults();
        try (Region outer = Region.open()) {
            Ring ring = vaults.ring(outer);
            try (Region inner = Region.open()) {
                vaults.link(ring, vaults.shelf(inner));
            }
            System.out.println(vaults.turn(ring));
        }
    }

    private void together() {
        Vaults vaults = libraries.vaults();
        try (Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            vaults.link(ring, vaults.shelf(region));
            System.out.println(vaults.turn(ring));
        }
    }

    private void laid() throws Throwable {
        Vaults vaults = libraries.vaults();
        try (Coin coin = vaults.coin();
                Region region = Region.open()) {
            vaults.lay(vaults.ring(region), coin);
            elsewhere(() -> System.out.println(vaults.toss(coin)));
        }
    }

    private void watched() {
        Vaults vaults = libraries.vaults();
        try (Vault vault = vaults.make(7);
                Region region = Region.open()) {
            Watcher watcher = vaults.watcher(region);
            watcher.watch(vault);
            vaults.set(vault, 8);
            System.out.println(watcher.turn());
        }
    }

    private void strung(Consumer<Bead> act) {
        Vaults vaults = libraries.vaults();
        try (Bead bead = vaults.bead(7);
                Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            bead.string(ring);
            act.accept(bead);
            System.out.println(vaults.turn(ring));
        }
    }

    private void threaded() {
        Vaults vaults = libraries.vaults();
        try (Bead bead = vaults.bead(7);
                Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            bead.thread(ring);
            System.out.println(bead.worth() + vaults.turn(ring));
        }
    }

    private void modelled() {
        Vaults vaults = libraries.vaults();
        List<Vault> views = new ArrayList<>();
        try (Bead bead = vaults.bead(7)) {
            bead.model(new Watcher() {
                @Override
                public void watch(Vault vault) {
                    views.add(vault);
                }

                @Override
                public void hold(Vault vault) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public long turn() {
                    return 0;
                }

                @Override
                public void close() {}
            });
            bead.polish();
            System.out.println(vaults.get(views.getFirst()));
        }
    }

    private void staying() {
        Vaults vaults = libraries.vaults();
        Bead bead = vaults.bead(7);
        bead.stay();
        libraries.leave();
        bead.close();
        System.out.println("closed");
    }

    private void tagged() {
        Vaults vaults = libraries.vaults();
        try (Bead bead = vaults.bead(7);
                Region region = Region.open()) {
            Shelf shelf = vaults.shelf(region);
            try (Region inner = Region.open()) {
                bead.tag(shelf, inner.text("keys"));
            }
            System.out.println(vaults.label(shelf));
        }
    }

    private void named() {
        Vaults vaults = libraries.vaults();
        try (Bead bead = vaults.bead(7)) {
            Text name;
            try (Region region = Region.open()) {
                name = bead.name(region.text("keys"));
            }
            System.out.println(name);
        }
    }

    private void melted() {
        try (Bead bead = libraries.vaults().bead(7);
                Region region = Region.open()) {
            bead.melt(region.text("keys"));
            System.out.println("melted");
        }
    }

    private void gripped() {
        Vaults vaults = libraries.vaults();
        try (Vault vault = vaults.make(7);
                Grip grip = vaults.grip(vault)) {
            System.out.println(vaults.get(vault) + vaults.raise(grip));
        }
    }

    private void rekeyed() {
        Vaults vaults = libraries.vaults();
        Vault other = vaults.make(8);
        try (Vault vault = vaults.make(7);
                Key key = vaults.key(vault)) {
            vaults.rekey(key, other);
            other.close();
            System.out.println(vaults.read(key));
        } finally {
            other.close();
        }
    }

    private void handed() {
        Vaults vaults = libraries.vaults();
        List<Vault> views = new ArrayList<>();
        try (Vault vault = vaults.make(7);
                Vault other = vaults.make(8)) {
            vaults.hand(vault, other, views::add).close();
            if (vaults.get(vault) == 7) {
                vaults.set(views.getFirst(), 8);
                System.out.println(vaults.get(vault));
            }
        }
    }

    private void pinned() {
        Vaults vaults = libraries.vaults();
        Vault vault = vaults.make(7);
        vaults.pin(vault);
        libraries.leave();
        vault.close();
        System.out.println("closed");
    }

    private void unloaded() throws Throwable {
        Vaults vaults = libraries.vaults(Unload.ALLOWED);
        try (Vault vault = vaults.make(7);
                Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            vaults.attach(ring, vault, Optional.empty());
            vaults.close();
            System.out.println(vaults.turn(ring));
        }
    }
}
