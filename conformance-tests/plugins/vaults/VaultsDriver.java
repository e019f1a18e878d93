package org.rdylib.conformance.vaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.OtherLibraryException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.Result;

/** Functions, objects and imports of Java's are lent and given what only the library looks into, and give it back. */
public final class VaultsDriver implements PluginChecks {

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What the host does in its imports. */
    private static final class Host implements Vaults.Imports {
        private Vaults.VisitSeen showing = _ -> 0;
        private Vaults.ChangeAct lending = _ -> 0;
        private Vaults.ChangeAct taking = _ -> 0;
        private LongFunction<Optional<Vault>> giving = _ -> Optional.empty();

        @Override
        public long shown(Vault vault) {
            return showing.call(vault);
        }

        @Override
        public long lent(Vault vault) {
            return lending.call(vault);
        }

        @Override
        public long taken(Vault vault) {
            return taking.call(vault);
        }

        @Override
        public Optional<Vault> given(long number) {
            return giving.apply(number);
        }
    }

    private final Host host = new Host();

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Vaults vaults = Vaults.load(library, host);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a callback reads what it is lent", () -> lent(vaults));
        checks.put("it changes what it has alone", () -> alone(vaults));
        checks.put("what is lent may be missing", () -> missing(vaults));
        checks.put("what is given is Java's", () -> given(vaults));
        checks.putAll(new AnswerChecks(vaults).all());
        checks.putAll(new ShelfChecks(vaults).all());
        checks.putAll(new RingChecks(vaults).all());
        checks.put("what borrows ends with the callback", () -> keyed(vaults));
        checks.put("what is made of what is lent ends with the callback", () -> made(vaults));
        checks.put("what is made of a view of Java's own keeps that", () -> viewed(vaults));
        checks.put("views of views of Java's own end with its next exclusive use", () -> viewedTwice(vaults));
        checks.put("a kept callback is lent on other threads", () -> kept(vaults));
        checks.put("an object of Java's is lent, given and gives", () -> tended(vaults));
        checks.put("imports are lent and given", () -> imported(vaults));
        checks.put("a plain import gives, or null", () -> answeredPlainly(vaults));
        checks.put("what was given to a callback that throws is its own", () -> throwing(vaults));
        checks.put("what was lent is of no use afterwards", () -> afterwards(vaults));
        checks.put("what is lent is neither given back nor dropped", () -> shared(vaults));
        checks.put("what is not Java's alone is not answered", () -> busy(vaults, library));
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            HostAccounts ofJava = new HostAccounts();
            check.call();
            assertThat(vaults.living()).as("what the library has made").isZero();
            ofJava.assertLevel();
        }));
        return accounted;
    }

    private static void lent(Vaults vaults) {
        try (Vault vault = vaults.make(7)) {
            List<Long> seen = new ArrayList<>();
            long sum = vaults.visit(vault, view -> {
                seen.add(vaults.get(view));
                return vaults.get(view) + vaults.visit(view, vaults::get);
            });
            assertThat(sum).isEqualTo(2 * (7 + 14));
            assertThat(seen).containsExactly(7L, 7L);
        }
    }

    private static void alone(Vaults vaults) {
        try (Vault vault = vaults.make(7)) {
            assertThat(vaults.change(vault, view -> vaults.set(view, 8) + vaults.get(view)))
                    .isEqualTo(new Pair<>(15L, 8L));
            vaults.change(vault, view -> {
                vaults.change(view, inner -> {
                    assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> vaults.get(view));
                    return vaults.set(inner, 9);
                });
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> vaults.get(vault));
                return vaults.get(view);
            });
            assertThat(vaults.get(vault)).isEqualTo(9);
        }
    }

    private static void missing(Vaults vaults) {
        assertThat(vaults.maybe(Optional.empty(), Optional::isEmpty)).isTrue();
        try (Vault vault = vaults.make(7)) {
            assertThat(vaults.maybe(Optional.of(vault), view -> vaults.get(view.orElseThrow()) == 7))
                    .isTrue();
        }
    }

    private static void given(Vaults vaults) {
        List<Vault> all = new ArrayList<>();
        vaults.present(1, (one, other) -> {
            all.add(one);
            other.ifPresent(all::add);
        });
        assertThat(all).extracting(vaults::get).containsExactly(1L, 2L, 3L);
        assertThat(vaults.living()).isEqualTo(3);
        vaults.set(all.getFirst(), 5);
        vaults.end(all.getFirst());
        all.forEach(Vault::close);
    }

    private void answeredPlainly(Vaults vaults) {
        assertThat(vaults.getGiven(5)).isZero();
        host.giving = number -> Optional.of(vaults.make(number + 1));
        assertThat(vaults.getGiven(5)).isEqualTo(6);
        Vault mine = vaults.make(1);
        host.giving = _ -> Optional.of(mine);
        assertThat(vaults.getGiven(0)).isEqualTo(1);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> vaults.getGiven(0));
        Refused refused = new Refused();
        host.giving = _ -> {
            throw refused;
        };
        assertThatThrownBy(() -> vaults.getGiven(5)).isSameAs(refused);
        try (Vault vault = vaults.make(7);
                Key key = vaults.key(vault)) {
            host.giving = _ -> Optional.of(vault);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> vaults.getGiven(0));
            assertThat(vaults.read(key)).isEqualTo(7);
        }
    }

    private static void keyed(Vaults vaults) {
        try (Vault vault = vaults.make(7)) {
            List<Key> keys = new ArrayList<>();
            assertThat(vaults.keyed(vault, key -> {
                        keys.add(key);
                        assertThat(vaults.living()).isEqualTo(2);
                        return vaults.read(key);
                    }))
                    .isEqualTo(7);
            assertThat(vaults.living()).isEqualTo(1);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> vaults.read(keys.getFirst()));
            vaults.keyed(vault, key -> {
                key.close();
                return 0;
            });
        }
    }

    private static void made(Vaults vaults) {
        try (Vault vault = vaults.make(7)) {
            List<Key> keys = new ArrayList<>();
            vaults.visit(vault, view -> {
                keys.add(vaults.key(view));
                return vaults.read(keys.getLast());
            });
            assertThat(vaults.living()).isEqualTo(1);
            assertThatThrownBy(() -> vaults.read(keys.getLast()))
                    .isInstanceOfAny(ObjectDroppedException.class, RegionClosedException.class);
        }
    }

    private static void viewed(Vaults vaults) {
        Vault vault = vaults.make(7);
        Key key = vaults.key(vault);
        Key again = vaults.key(vaults.vault(key));
        key.close();
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(vault::close);
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> vaults.end(vault));
        assertThat(vaults.read(again)).isEqualTo(7);
        again.close();
        vault.close();
    }

    private static void viewedTwice(Vaults vaults) {
        Vault vault = vaults.make(7);
        Vault view = vaults.same(vault);
        Vault again = vaults.same(vaults.same(view));
        assertThat(vaults.get(again)).isEqualTo(7);
        assertThat(vaults.set(vault, 8)).isEqualTo(7);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> vaults.get(view));
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> vaults.get(again));
        vaults.visit(vaults.same(vaults.same(vault)), inside -> {
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> vaults.set(vault, 9));
            return vaults.get(inside);
        });
        assertThat(vaults.get(vaults.same(vaults.same(vault)))).isEqualTo(8);
        vaults.end(vault);
    }

    private static void kept(Vaults vaults) {
        try (Vault vault = vaults.make(7)) {
            List<Thread> threads = new ArrayList<>();
            vaults.keep(view -> {
                threads.add(Thread.currentThread());
                return vaults.get(view);
            });
            try {
                assertThat(vaults.fire(vault, false)).isEqualTo(7);
                assertThat(vaults.fire(vault, true)).isEqualTo(7);
                assertThat(threads).first().isEqualTo(Thread.currentThread());
                assertThat(threads).last().isNotEqualTo(Thread.currentThread());
            } finally {
                vaults.release();
            }
        }
    }

    /** Has at most one vault. */
    private static final class Holder implements Keeper {
        private final Vaults vaults;
        private final boolean gives;
        private Optional<Vault> held = Optional.empty();

        Holder(Vaults vaults, boolean gives) {
            this.vaults = vaults;
            this.gives = gives;
        }

        @Override
        public long look(Vault vault) {
            return 10 * vaults.get(vault);
        }

        @Override
        public void take(Vault vault) {
            held = Optional.of(vault);
        }

        @Override
        public Optional<Vault> give() {
            return gives ? held : Optional.empty();
        }

        @Override
        public void close() {}
    }

    private static void tended(Vaults vaults) {
        assertThat(vaults.tend(new Holder(vaults, true), 3)).isEqualTo(33);
        Holder holder = new Holder(vaults, false);
        assertThat(vaults.tend(holder, 3)).isEqualTo(30);
        assertThat(vaults.get(holder.held.orElseThrow())).isEqualTo(3);
        holder.held.orElseThrow().close();
    }

    private void imported(Vaults vaults) {
        host.showing = vaults::get;
        host.lending = view -> vaults.set(view, 100);
        host.taking = vault -> {
            long number = vaults.get(vault);
            vault.close();
            return number;
        };
        assertThat(vaults.ask(5)).isEqualTo(5 + 5 + 100);
        host.taking = vault -> {
            vault.close();
            throw new Refused();
        };
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> vaults.ask(5));
        host.lending = _ -> {
            throw new Refused();
        };
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> vaults.ask(5));
        host.showing = _ -> {
            throw new Refused();
        };
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> vaults.ask(5));
    }

    /** What a callback was given is its own to close, also where it throws, unless its lifetime ends with it. */
    private static void throwing(Vaults vaults) {
        List<Vault> seen = new ArrayList<>();
        Refused refused = new Refused();
        assertThatThrownBy(() -> vaults.present(1, (one, other) -> {
                    seen.add(one);
                    seen.add(other.orElseThrow());
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(seen).extracting(vaults::get).containsExactly(1L, 2L);
        seen.forEach(Vault::close);
        try (Vault vault = vaults.make(7)) {
            assertThatThrownBy(() -> vaults.keyed(vault, key -> {
                        throw refused;
                    }))
                    .isSameAs(refused);
            assertThat(vaults.living()).isEqualTo(1);
            assertThatThrownBy(() -> vaults.visit(vault, view -> {
                        vaults.key(view);
                        throw refused;
                    }))
                    .isSameAs(refused);
            assertThat(vaults.living()).isEqualTo(1);
        }
    }

    private static void afterwards(Vaults vaults) {
        List<Vault> views = new ArrayList<>();
        try (Vault vault = vaults.make(7)) {
            vaults.visit(vault, view -> {
                views.add(view);
                return 0;
            });
            vaults.change(vault, view -> {
                views.add(view);
                return 0;
            });
            for (Vault view : views) {
                assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> vaults.get(view));
                assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> vaults.key(view));
                view.close();
            }
        }
    }

    private static void shared(Vaults vaults) {
        try (Vault vault = vaults.make(7)) {
            vaults.visit(vault, view -> {
                assertThatExceptionOfType(ObjectSharedException.class).isThrownBy(() -> vaults.set(view, 1));
                assertThatExceptionOfType(ObjectSharedException.class).isThrownBy(() -> vaults.end(view));
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(vault::close);
                view.close();
                assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> vaults.get(view));
                return 0;
            });
            vaults.change(vault, view -> {
                assertThatExceptionOfType(ObjectSharedException.class).isThrownBy(() -> vaults.end(view));
                assertThatExceptionOfType(ObjectSharedException.class)
                        .isThrownBy(() -> vaults.tried(() -> Result.ok(view)));
                return vaults.set(view, 1);
            });
            assertThat(vaults.get(vault)).isEqualTo(1);
        }
    }

    private static void busy(Vaults vaults, Path library) throws IOException {
        try (Vault vault = vaults.make(7)) {
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> vaults.visit(vault, _ -> vaults.tried(() -> Result.ok(vault))));
            try (Key key = vaults.key(vault)) {
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(() -> vaults.tried(() -> Result.ok(vault)));
                assertThat(vaults.read(key)).isEqualTo(7);
            }
        }
        Vault dropped = vaults.make(7);
        dropped.close();
        assertThatExceptionOfType(ObjectDroppedException.class)
                .isThrownBy(() -> vaults.tried(() -> Result.ok(dropped)));
        Path copy = library.resolveSibling("again-" + library.getFileName());
        Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
        Vaults again = Vaults.load(copy, new Host());
        try (Vault other = again.make(7)) {
            assertThatExceptionOfType(OtherLibraryException.class)
                    .isThrownBy(() -> vaults.tried(() -> Result.ok(other)));
            assertThat(again.get(other)).isEqualTo(7);
        }
    }
}
