package org.rdylib.conformance.misuse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.rdylib.conformance.misuse.asker.Asker;
import org.rdylib.conformance.misuse.coins.Coins;
import org.rdylib.conformance.misuse.contexts.Contexts;
import org.rdylib.conformance.misuse.echoes.Echoes;
import org.rdylib.conformance.misuse.groves.Groves;
import org.rdylib.conformance.misuse.growing.Growing;
import org.rdylib.conformance.misuse.honest.Counter;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.hooks.Hooks;
import org.rdylib.conformance.misuse.later.Account;
import org.rdylib.conformance.misuse.later.Later;
import org.rdylib.conformance.misuse.lending.Lending;
import org.rdylib.conformance.misuse.machines.Machines;
import org.rdylib.conformance.misuse.machines.Order;
import org.rdylib.conformance.misuse.sessions.Sessions;
import org.rdylib.conformance.misuse.shelves.Shelves;
import org.rdylib.conformance.misuse.slates.Slates;
import org.rdylib.conformance.misuse.station.Settings;
import org.rdylib.conformance.misuse.station.Station;
import org.rdylib.conformance.misuse.streams.Streams;
import org.rdylib.conformance.misuse.studio.Studio;
import org.rdylib.conformance.misuse.talents.Talents;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.conformance.misuse.vaults.Vault;
import org.rdylib.conformance.misuse.vaults.Vaults;
import org.rdylib.loader.Async;
import org.rdylib.loader.Region;
import org.rdylib.loader.stub.HostTargets;
import org.rdylib.loader.stub.Making;
import org.rdylib.verifier.Unload;

/** The libraries that the programs load, each when it is wanted. */
final class Libraries {

    private final Path folder;
    private final List<Honest> loaded = new ArrayList<>();
    private final List<Later> loadedLater = new ArrayList<>();
    private final List<Asker> loadedAsker = new ArrayList<>();
    private final List<Machines> loadedMachines = new ArrayList<>();
    private final List<Lending> loadedLending = new ArrayList<>();
    private final List<Vaults> loadedVaults = new ArrayList<>();
    private final List<Talents> loadedTalents = new ArrayList<>();
    private final List<Hooks> loadedHooks = new ArrayList<>();
    private final List<Streams> loadedStreams = new ArrayList<>();
    private final List<Echoes> loadedEchoes = new ArrayList<>();
    private final List<Coins> loadedCoins = new ArrayList<>();
    private final List<Groves> loadedGroves = new ArrayList<>();
    private final List<Contexts> loadedContexts = new ArrayList<>();
    private final List<Sessions> loadedSessions = new ArrayList<>();
    private final List<Shelves> loadedShelves = new ArrayList<>();
    private final List<Slates> loadedSlates = new ArrayList<>();
    private final List<Studio> loadedStudios = new ArrayList<>();
    private boolean isUnrulyLoaded;
    private boolean isLeft;

    /** What the host provides. */
    Supplier<Counter> make = OwnCounter::new;

    /** What the host provides. */
    LongFunction<String> name = String::valueOf;

    Libraries(Path folder) {
        this.folder = folder;
    }

    /** A library by the name of its file. */
    Path file(String name) {
        return folder.resolve(name + ".so");
    }

    /** Whether those are here that are written in C, and misbehave where they are asked to. */
    boolean misbehave() {
        return Files.exists(file("unruly"));
    }

    /** The library that does nothing wrong, for the life of the process. */
    Honest honest() {
        return honest("honest", Unload.NEVER);
    }

    /** The same, from one of its two files. */
    Honest honest(String file, Unload unload) {
        Honest honest = Honest.load(
                file(file),
                new Honest.Imports() {
                    @Override
                    public Counter make() {
                        return make.get();
                    }

                    @Override
                    public String name(long n) {
                        return name.apply(n);
                    }
                },
                unload);
        loaded.add(honest);
        return honest;
    }

    /** The library that does what it may not. */
    Unruly unruly() {
        isUnrulyLoaded = true;
        return Unruly.load(file("unruly"));
    }

    /** The library that gives what it gives later. */
    Later later(Unload unload) {
        Later later = Later.load(file("later"), unload);
        loadedLater.add(later);
        return later;
    }

    /** The library that waits for what it is given later. */
    Asker asker(Unload unload) {
        Asker asker = Asker.load(
                file("asker"),
                new Asker.Imports() {
                    @Override
                    public Async<Long> now(String zone) {
                        throw new IllegalStateException(zone);
                    }

                    @Override
                    public Async<List<String>> lines() {
                        throw new IllegalStateException();
                    }
                },
                unload);
        loadedAsker.add(asker);
        return asker;
    }

    /** The library that has closures and futures in its structs and enums. */
    Machines machines(Unload unload) {
        Machines machines = Machines.load(
                file("machines"),
                new Machines.Imports() {
                    @Override
                    public Machines.ChosenFunction chosen(Machines.ChosenF f) {
                        return f::call;
                    }

                    @Override
                    public Order answer(long question, Order order) {
                        return order;
                    }
                },
                unload);
        loadedMachines.add(machines);
        return machines;
    }

    /** The library that hands on what it borrows. */
    Lending lending() {
        return lending(Unload.NEVER);
    }

    /** The same. */
    Lending lending(Unload unload) {
        Lending lending = Lending.load(file("lending"), unload);
        loadedLending.add(lending);
        return lending;
    }

    /** The library that lends and gives what only it looks into. */
    Vaults vaults() {
        return vaults(Unload.NEVER);
    }

    /** The same. */
    Vaults vaults(Unload unload) {
        Vaults.Imports none = new Vaults.Imports() {
            @Override
            public long shown(Vault vault) {
                throw new IllegalStateException();
            }

            @Override
            public long lent(Vault vault) {
                throw new IllegalStateException();
            }

            @Override
            public long taken(Vault vault) {
                throw new IllegalStateException();
            }

            @Override
            public Optional<Vault> given(long number) {
                throw new IllegalStateException();
            }
        };
        Vaults vaults = Vaults.load(file("vaults"), none, unload);
        loadedVaults.add(vaults);
        return vaults;
    }

    /** The library that has objects do what they can. */
    Talents talents(Unload unload) {
        Talents talents = Talents.load(
                file("talents"),
                () -> {
                    throw new IllegalStateException();
                },
                unload);
        loadedTalents.add(talents);
        return talents;
    }

    /** The library that calls what cannot say that it has failed. */
    Hooks hooks(Unload unload) {
        Hooks hooks = Hooks.load(file("hooks"), unload);
        loadedHooks.add(hooks);
        return hooks;
    }

    /** The library that writes to what it is lent within other values. */
    Streams streams() {
        Streams streams = Streams.load(file("streams"));
        loadedStreams.add(streams);
        return streams;
    }

    /** The library that asks for parts of what it lends. */
    Echoes echoes(Unload unload) {
        Echoes echoes = Echoes.load(file("echoes"), text -> text, unload);
        loadedEchoes.add(echoes);
        return echoes;
    }

    /** The library that has what is Send and not Sync. */
    Coins coins() {
        Coins coins = Coins.load(file("coins"));
        loadedCoins.add(coins);
        return coins;
    }

    /** The library that lends its objects. */
    Groves groves() {
        Groves groves = Groves.load(file("groves"));
        loadedGroves.add(groves);
        return groves;
    }

    /** The library whose objects use in their destructors what they refer to. */
    Shelves shelves() {
        Shelves shelves = Shelves.load(file("shelves"));
        loadedShelves.add(shelves);
        return shelves;
    }

    /** The library that goes on writing to what it is lent. */
    Slates slates(Unload unload) {
        Slates slates = Slates.load(file("slates"), unload);
        loadedSlates.add(slates);
        return slates;
    }

    /** The library that answers with what Java writes to. */
    Studio studio() {
        Studio studio = Studio.load(file("studio"));
        loadedStudios.add(studio);
        return studio;
    }

    /** The library that is lent what it works with behind references. */
    Contexts contexts() {
        Contexts contexts = Contexts.load(file("contexts"));
        loadedContexts.add(contexts);
        return contexts;
    }

    /** The library that is lent and given what only it looks into within other values. */
    Sessions sessions(Unload unload) {
        Sessions sessions = Sessions.load(file("sessions"), unload);
        loadedSessions.add(sessions);
        return sessions;
    }

    /** A library that is older than its host. */
    Growing older() {
        return Growing.load(file("older"), n -> n);
    }

    /** A library that is as old as its host, or newer. */
    Station station(String file) {
        return station(file, Unload.NEVER);
    }

    /** The same. */
    Station station(String file, Unload unload) {
        return Station.load(file(file), () -> new Settings(1, Region.forever().text("preset")), unload);
    }

    /** The program ends while something is in use, and means to. */
    void leave() {
        isLeft = true;
    }

    /** What is not as it was before. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        if (isLeft) {
            return wrong;
        }
        for (Honest honest : loaded) {
            if (honest.region().isOpen()) {
                look(honest, wrong);
            }
        }
        for (Later later : loadedLater) {
            if (later.region().isOpen()) {
                look(later, wrong);
            }
        }
        for (Asker asker : loadedAsker) {
            asker.dropKept(false);
            expect(0, asker.account().wakers(), "wakers that are kept", wrong);
        }
        for (Machines machines : loadedMachines) {
            expect(0, machines.account().living(), "closures and futures that live", wrong);
            expect(0, machines.account().wrong(), "drops of what was none", wrong);
        }
        for (Lending lending : loadedLending) {
            expect(0, lending.living(), "holders that live", wrong);
        }
        for (Vaults vaults : loadedVaults) {
            expect(0, vaults.living(), "vaults and what has some", wrong);
            expect(0, vaults.wrong(), "vaults and the like that were gone too early", wrong);
        }
        for (Talents talents : loadedTalents) {
            expect(0, talents.living(), "players that live", wrong);
        }
        for (Hooks hooks : loadedHooks) {
            expect(0, hooks.living(), "dials that live", wrong);
        }
        for (Streams streams : loadedStreams) {
            expect(0, streams.living(), "packers and texts that live", wrong);
        }
        for (Echoes echoes : loadedEchoes) {
            expect(0, echoes.living(), "texts and echoes that live", wrong);
        }
        for (Coins coins : loadedCoins) {
            expect(0, coins.living(), "coins and what has some", wrong);
            expect(0, coins.misplaced(), "throwers that another thread has dropped", wrong);
        }
        for (Shelves shelves : loadedShelves) {
            expect(0, shelves.living(), "echoes and shelves that live", wrong);
        }
        for (Slates slates : loadedSlates) {
            expect(0, slates.living(), "writers and the like that live", wrong);
        }
        for (Studio studio : loadedStudios) {
            expect(0, studio.living(), "tracks and the like that live", wrong);
        }
        for (Contexts contexts : loadedContexts) {
            expect(0, contexts.living(), "books and what keeps some", wrong);
        }
        for (Sessions sessions : loadedSessions) {
            if (sessions.region().isOpen()) {
                expect(0, sessions.living(), "what only the library looks into", wrong);
                expect(0, sessions.wrong(), "closed after what they had", wrong);
            }
        }
        for (Groves groves : loadedGroves) {
            expect(0, groves.living(), "trees, nodes and walks that live", wrong);
        }
        if (!isUnrulyLoaded) {
            expect(0, HostTargets.living(), "objects of Java's that a library has", wrong);
            expect(0, HostTargets.refused(), "drops that were refused", wrong);
            expect(0, Making.refused(), "frees that were refused", wrong);
        }
        expect(0, Making.living(), "values of Java's that a library has", wrong);
        return wrong;
    }

    private static void look(Honest honest, List<String> wrong) {
        try {
            honest.release();
            expect(0, honest.living(), "objects that live", wrong);
            honest.close();
        } catch (org.rdylib.loader.LibraryClosedException closed) {
            // So it was: under `unload: never`, that alone says nothing.
        } catch (RuntimeException | Error thrown) {
            wrong.add("afterwards " + thrown);
        }
    }

    private static void look(Later later, List<String> wrong) {
        try {
            later.wake(true);
            later.join();
            Account account = later.account();
            expect(0, account.futures(), "futures that live", wrong);
            expect(0, account.stores(), "stores that live", wrong);
            expect(0, account.wakers(), "wakers that are kept", wrong);
            later.close();
        } catch (org.rdylib.loader.LibraryClosedException closed) {
            // So it was: under `unload: never`, that alone says nothing.
        } catch (RuntimeException | Error thrown) {
            wrong.add("afterwards " + thrown);
        }
    }

    private static void expect(long expected, long found, String what, List<String> wrong) {
        if (found != expected) {
            wrong.add(found + " " + what);
        }
    }
}
