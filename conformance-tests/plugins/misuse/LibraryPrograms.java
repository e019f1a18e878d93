package org.rdylib.conformance.misuse;

import java.util.List;
import org.rdylib.conformance.misuse.growing.Growing;
import org.rdylib.conformance.misuse.honest.Counter;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.honest.Team;
import org.rdylib.conformance.misuse.honest.Total;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** Handles of libraries. */
final class LibraryPrograms extends Subject {

    LibraryPrograms(Libraries libraries) {
        super(libraries);
        add("a library is called after it was closed twice", this::closed);
        add("an object of a closed library is used", this::objectOfClosed);
        add("a closed library is called by the callback that closed it", this::closedInside);
        add("a library that may be unloaded is called after that", this::unloaded);
        add("what lives as long as a library is read after it was unloaded", this::motto);
        add("a library is unloaded inside a callback of its own", this::unloadedInside);
        add("a library is unloaded inside an import", this::unloadedInsideImport);
        add("a library is unloaded during a call on another thread", this::unloadedDuring);
        add("a library is unloaded, and an object of it is not closed", this::objectLeft);
        add("a library is unloaded, and a region is open that something of it may belong to", this::regionLeft);
        add("a library is unloaded while it keeps a closure that calls it", this::unloadedByKept);
        add("an object of one library is passed to another", this::otherLibrary);
        add("an object of one library is given to another, in a list", this::givenToOther);
        add("a counted object of one library is given to another", this::countedToOther);
        add("an object is passed to a newer stub of its library's file", this::otherStub);
        add("an optional function is called that the library has not", this::absentFunction);
        add("an optional method is called that the object has not", this::absentMethod);
    }

    private Honest unloadable() {
        return libraries.honest("honest", Unload.ALLOWED);
    }

    private void closed() {
        Honest honest = honest();
        honest.close();
        honest.close();
        System.out.println(honest.living());
    }

    private void objectOfClosed() {
        Honest honest = honest();
        try (Counter counter = honest.counter()) {
            honest.close();
            counter.add(1);
        }
    }

    private void closedInside() {
        Honest honest = honest();
        System.out.println(honest.apply(
                n -> {
                    honest.close();
                    return honest.living();
                },
                1));
    }

    private void unloaded() {
        Honest honest = unloadable();
        honest.close();
        if (honest.isUnloaded()) {
            System.out.println(honest.living());
        }
    }

    private void motto() {
        Honest honest = unloadable();
        Text motto = honest.motto();
        honest.close();
        System.out.println(motto);
    }

    private void unloadedInside() {
        Honest honest = unloadable();
        System.out.println(honest.apply(
                n -> {
                    honest.close();
                    return n;
                },
                1));
    }

    private void unloadedInsideImport() {
        Honest honest = unloadable();
        libraries.name = n -> {
            honest.close();
            return "none";
        };
        honest.panic("name");
    }

    private void unloadedDuring() throws Throwable {
        Honest honest = unloadable();
        during(
                wait -> honest.apply(
                        n -> {
                            wait.run();
                            return n;
                        },
                        1),
                honest::close);
    }

    private void objectLeft() {
        Honest honest = unloadable();
        try (Counter counter = honest.counter()) {
            honest.close();
            counter.add(1);
        }
    }

    private void regionLeft() {
        Honest honest = unloadable();
        try (Region region = Region.open()) {
            Text text = honest.longest(region.text("a"), region.text("b"));
            honest.close();
            System.out.println(text);
        }
    }

    private void unloadedByKept() {
        Honest honest = unloadable();
        honest.keep(n -> {
            honest.close();
            return n;
        });
        System.out.println(honest.fire(1));
    }

    private Honest copy() {
        return libraries.honest("copy", Unload.NEVER);
    }

    private void otherLibrary() {
        Honest other = copy();
        try (Counter counter = honest().counter()) {
            other.drive(counter, 3);
        }
    }

    private void givenToOther() {
        Honest other = copy();
        try (Counter counter = honest().counter()) {
            other.join(new Team("mixed", List.of(other.counter(), counter)));
        } finally {
            libraries.leave();
        }
    }

    private void countedToOther() {
        Honest other = copy();
        try (Total total = honest().shared(3)) {
            System.out.println(other.sum(List.of(total)));
        }
    }

    private void otherStub() {
        Honest honest = honest();
        try (Counter counter = honest.counter()) {
            honest.close();
            honest().drive(counter, 3);
        }
    }

    private void absentFunction() {
        try (Growing older = libraries.older()) {
            System.out.println(older.more("four"));
        }
    }

    private void absentMethod() {
        try (Growing older = libraries.older();
                org.rdylib.conformance.misuse.growing.Counter counter = older.counter(1)) {
            System.out.println(counter.reset());
        }
    }
}
