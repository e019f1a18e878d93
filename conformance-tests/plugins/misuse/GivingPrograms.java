package org.rdylib.conformance.misuse;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.vaults.Key;
import org.rdylib.conformance.misuse.vaults.Ring;
import org.rdylib.conformance.misuse.vaults.Vault;
import org.rdylib.conformance.misuse.vaults.Vaults;
import org.rdylib.loader.Region;

/** Opaque values that callbacks answer with as {@code &H}, and that are passed in lists. */
final class GivingPrograms extends Subject {

    GivingPrograms(Libraries libraries) {
        super(libraries);
        add("a callback answers with an opaque value of its own for its caller's lifetime", this::own);
        add("an opaque value that a callback has answered with is changed before its region ends", this::changed);
        add("an opaque value that a callback has answered with is closed before its region ends", this::closed);
        add("a callback answers with an opaque value that is only lent for less", this::viewed);
        add("an opaque value is passed twice in a list", this::twice);
        add("an opaque value is used after it was passed in a list", this::used);
        add("an opaque value is passed in a list while something borrows from it", this::borrowed);
        add("a list of opaque values is passed in one of their own calls", this::inside);
    }

    private void own() {
        Vaults vaults = libraries.vaults();
        try (Vault one = vaults.make(1)) {
            System.out.println(vaults.choose(one, one, (_, _) -> Optional.of(one)));
        }
    }

    private void fetch(Vaults vaults, Vault vault, Program then) throws Throwable {
        try (vault;
                Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            Iterator<Vault> one = List.of(vault).iterator();
            vaults.fetch(ring, () -> one.hasNext() ? Optional.of(one.next()) : Optional.empty());
            then.run();
        }
    }

    private void changed() throws Throwable {
        Vaults vaults = libraries.vaults();
        Vault vault = vaults.make(1);
        fetch(vaults, vault, () -> System.out.println(vaults.set(vault, 2)));
    }

    private void closed() throws Throwable {
        Vaults vaults = libraries.vaults();
        Vault vault = vaults.make(1);
        fetch(vaults, vault, () -> {
            vault.close();
            System.out.println("closed");
        });
    }

    private void viewed() {
        Vaults vaults = libraries.vaults();
        try (Vault vault = vaults.make(1);
                Region region = Region.open()) {
            Ring ring = vaults.ring(region);
            try (Key key = vaults.key(vault)) {
                vaults.fetch(ring, () -> Optional.of(vaults.vault(key)));
            }
        }
    }

    private void twice() {
        Vaults vaults = libraries.vaults();
        try (Vault vault = vaults.make(1);
                Vault other = vaults.make(2)) {
            System.out.println(vaults.all(List.of(other, vault, vault)));
        }
    }

    private void used() {
        Vaults vaults = libraries.vaults();
        Vault vault = vaults.make(1);
        vaults.all(List.of(vault));
        System.out.println(vaults.get(vault));
    }

    private void borrowed() {
        Vaults vaults = libraries.vaults();
        try (Vault vault = vaults.make(1);
                Key key = vaults.key(vault)) {
            System.out.println(vaults.all(List.of(vault)) + vaults.read(key));
        }
    }

    private void inside() {
        Vaults vaults = libraries.vaults();
        try (Vault vault = vaults.make(1)) {
            System.out.println(vaults.visit(vault, _ -> vaults.all(List.of(vault))));
        }
    }
}
