package org.rdylib.conformance.misuse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.rdylib.conformance.misuse.albums.Albums;
import org.rdylib.conformance.misuse.asker.Asker;
import org.rdylib.conformance.misuse.coins.Coins;
import org.rdylib.conformance.misuse.contexts.Contexts;
import org.rdylib.conformance.misuse.echoes.Echoes;
import org.rdylib.conformance.misuse.groves.Groves;
import org.rdylib.conformance.misuse.growing.Growing;
import org.rdylib.conformance.misuse.honest.Counter;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.hooks.Hooks;
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
import org.rdylib.conformance.misuse.teams.Teams;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.conformance.misuse.vaults.Vault;
import org.rdylib.conformance.misuse.vaults.Vaults;
import org.rdylib.loader.Async;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** The libraries that the programs load, each when it is wanted. */
final class Libraries {

    private final Path folder;
    private final Accounts accounts = new Accounts();

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
        accounts.whileOpen(honest.region(), () -> accounts.look(honest));
        return honest;
    }

    /** The library that does what it may not. */
    Unruly unruly() {
        accounts.leaveJava();
        return Unruly.load(file("unruly"));
    }

    /** The library that gives what it gives later. */
    Later later(Unload unload) {
        Later later = Later.load(file("later"), unload);
        accounts.whileOpen(later.region(), () -> accounts.look(later));
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
        accounts.add(() -> {
            asker.dropKept(false);
            accounts.expectZero("wakers that are kept", asker.account().wakers());
        });
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
        accounts.zero("closures and futures that live", () -> machines.account().living());
        accounts.zero("drops of what was none", () -> machines.account().wrong());
        return machines;
    }

    /** The library that hands on what it borrows. */
    Lending lending() {
        return lending(Unload.NEVER);
    }

    /** The same. */
    Lending lending(Unload unload) {
        Lending lending = Lending.load(file("lending"), unload);
        accounts.zero("holders that live", lending::living);
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
        accounts.zero("vaults and what has some", vaults::living);
        accounts.zero("vaults and the like that were gone too early", vaults::wrong);
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
        accounts.zero("players that live", talents::living);
        return talents;
    }

    /** The library that calls what cannot say that it has failed. */
    Hooks hooks(Unload unload) {
        Hooks hooks = Hooks.load(file("hooks"), unload);
        accounts.zero("dials that live", hooks::living);
        return hooks;
    }

    /** The library that writes to what it is lent within other values. */
    Streams streams() {
        Streams streams = Streams.load(file("streams"));
        accounts.zero("packers and texts that live", streams::living);
        return streams;
    }

    /** The library that asks for parts of what it lends. */
    Echoes echoes(Unload unload) {
        Echoes echoes = Echoes.load(file("echoes"), text -> text, unload);
        accounts.zero("texts and echoes that live", echoes::living);
        return echoes;
    }

    /** The library that has what is Send and not Sync. */
    Coins coins() {
        Coins coins = Coins.load(file("coins"));
        accounts.zero("coins and what has some", coins::living);
        accounts.zero("throwers that another thread has dropped", coins::misplaced);
        return coins;
    }

    /** The library that lends its objects. */
    Groves groves() {
        Groves groves = Groves.load(file("groves"));
        accounts.zero("trees, nodes and walks that live", groves::living);
        return groves;
    }

    /** The library whose objects use in their destructors what they refer to. */
    Shelves shelves() {
        Shelves shelves = Shelves.load(file("shelves"));
        accounts.zero("echoes and shelves that live", shelves::living);
        return shelves;
    }

    /** The library that uses what its caller owns, and lends what it owns. */
    Teams teams() {
        return teams("teams");
    }

    /** The same, from one of its two files. */
    Teams teams(String file) {
        Teams teams = Teams.load(file(file));
        accounts.zero("workers, tools and teams that live", teams::living);
        return teams;
    }

    /** The library that views what it is lent, and is lent more beside that. */
    Albums albums() {
        Albums albums = Albums.load(file("albums"));
        accounts.zero("albums and marks that live", albums::living);
        return albums;
    }

    /** The library that goes on writing to what it is lent. */
    Slates slates(Unload unload) {
        Slates slates = Slates.load(file("slates"), unload);
        accounts.zero("writers and the like that live", slates::living);
        return slates;
    }

    /** The library that answers with what Java writes to. */
    Studio studio() {
        Studio studio = Studio.load(file("studio"));
        accounts.zero("tracks and the like that live", studio::living);
        return studio;
    }

    /** The library that is lent what it works with behind references. */
    Contexts contexts() {
        Contexts contexts = Contexts.load(file("contexts"));
        accounts.zero("books and what keeps some", contexts::living);
        return contexts;
    }

    /** The library that is lent and given what only it looks into within other values. */
    Sessions sessions(Unload unload) {
        Sessions sessions = Sessions.load(file("sessions"), unload);
        accounts.whileOpen(sessions.region(), () -> {
            accounts.expectZero("what only the library looks into", sessions.living());
            accounts.expectZero("closed after what they had", sessions.wrong());
        });
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
        accounts.leave();
    }

    /** What is not as it was before. */
    List<String> wrong() {
        return accounts.wrong();
    }
}
