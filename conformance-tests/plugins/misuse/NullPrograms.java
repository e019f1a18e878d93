package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.honest.Counter;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.honest.Key;
import org.rdylib.conformance.misuse.honest.Level;
import org.rdylib.conformance.misuse.honest.Team;
import org.rdylib.loader.Async;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.verifier.Unload;

/** Null, which nothing takes, wherever Java's type checker is not asked. */
final class NullPrograms extends Subject {

    NullPrograms(Libraries libraries) {
        super(libraries);
        addPassed();
        addWithin();
        addAnswered();
        add("null is passed as a region", () -> libraries.sessions(Unload.NEVER).pool(absent()));
        add("null is passed as a region to copy to", () -> Honest.sliceOfSpan(absent(), List.of()));
        add("null is passed in a list to copy", this::nullToCopy);
        add("null is put into a region as a text", this::nullText);
        add("a library is loaded without its imports", () -> Honest.load(libraries.file("honest"), absent()));
        add("null is loaded", () -> Honest.load(absent(), new Host()));
        add("a library is loaded without saying how long it stays", this::nullPolicy);
    }

    private void addPassed() {
        add("null is passed as a text", () -> honest().panic(absent()));
        add("null is passed as a text of a region", this::nullView);
        add("null is passed as an object", () -> honest().drive(absent(), 1));
        add("null is passed as a closure", () -> honest().apply(absent(), 1));
        add("null is passed as an array", () -> honest().fill(absent(), new byte[1], new byte[1], () -> {}));
        add(
                "null is passed as an array to write to",
                () -> honest().fill(new byte[1], new byte[1], absent(), () -> {}));
        add("null is passed as a struct", () -> honest().keyed(absent(), 1, 1));
        add("null is passed as a place", () -> honest().append(absent(), () -> {}));
        add("null is passed for what may be missing", this::nullOption);
        add("null is passed as a number of 128 bits", () -> honest().widened(absent(), "four"));
    }

    private void addWithin() {
        add("null is passed in a list", () -> honest().join(new Team("none", Arrays.asList(absent(), absent()))));
        add("a struct has null for a list", () -> honest().join(new Team("none", absent())));
        add("a struct has null for a text", () -> honest().join(new Team(absent(), List.of())));
        add("a struct has null for an enum", () -> honest().keyed(new Key(absent(), 'x', List.of(1, 2, 3)), 1, 1));
        add("an array of a struct has null", this::nullInArray);
        add("null is passed in a place", () -> honest().append(Mut.of(absent()), () -> {}));
        add("null is put into a place", () -> Mut.of("text").set(absent()));
        add("a callback leaves null in a place", () -> honest().rewrite(Mut.of("four"), text -> text.set(absent())));
        add("a tuple is made with null", () -> new Pair<>("one", absent()));
        add("an answer is made with null", () -> Result.ok(absent()));
        add("a future is made of null", () -> Async.of(absent()));
    }

    private void addAnswered() {
        add("a callback answers with null", () -> honest().ask(n -> absent()));
        add("an import answers with null", this::nullFromImport);
        add("an import answers with a null object", this::nullObject);
        add(
                "an object answers with null",
                () -> honest().end(new OwnCounter() {
                    @Override
                    public String finish() {
                        return absent();
                    }
                }));
        add("a closure says that it lives for null", this::nullBound);
    }

    /** Java's type checker is not asked. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T absent() {
        return null;
    }

    private void nullView() {
        try (Region region = Region.open()) {
            System.out.println(honest().longest(region.text("one"), absent()));
        }
    }

    private void nullOption() {
        honest().fillSome(Optional.empty(), new byte[1], absent(), Optional.empty());
    }

    private void nullInArray() {
        honest().keyed(new Key(Level.LOW, 'x', new ArrayList<>(Arrays.asList(1, absent(), 3))), 1, 1);
    }

    private void nullToCopy() {
        try (Region region = Region.open()) {
            System.out.println(Honest.sliceOfSpan(region, Arrays.asList(absent(), absent())));
        }
    }

    private void nullText() {
        try (Region region = Region.open()) {
            System.out.println(region.text(absent()));
        }
    }

    private void nullPolicy() {
        Honest.load(libraries.file("honest"), new Host(), absent());
    }

    private void nullFromImport() {
        libraries.name = n -> absent();
        honest().panic("name");
    }

    private void nullObject() {
        libraries.make = NullPrograms::absent;
        honest().panic("make");
    }

    private void nullBound() {
        honest().keep(new Unbounded(absent()));
    }

    private record Unbounded(Region region) implements Honest.KeepStep, Bounded {
        @Override
        public long call(long n) {
            return n;
        }

        @Override
        public void close() {}
    }

    private record Host() implements Honest.Imports {
        @Override
        public Counter make() {
            return new OwnCounter();
        }

        @Override
        public String name(long n) {
            return "host";
        }
    }
}
