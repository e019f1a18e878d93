package org.rdylib.conformance.misuse;

import java.util.Optional;
import org.rdylib.conformance.misuse.machines.Machines;
import org.rdylib.conformance.misuse.machines.Operation;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** Functions without data, of either side. */
final class FunctionPrograms extends Subject {

    FunctionPrograms(Libraries libraries) {
        super(libraries);
        add("a function of a library is called after the library was closed", this::closed);
        add("a function of a struct is called after the library was closed", this::closedStruct);
        add("a function of a library is called after its region was closed", this::outlived);
        add("a function of a library is called on another thread than its region's", this::elsewhereCalled);
        addOfC("a library gives null for a function", () -> machines().nothing());
        add("null is passed as a function", () -> machines().twiceOf(NullPrograms.absent(), 1));
        add("a struct has null for a function", this::nothing);
        add(
                "a function answers with a number that its type cannot hold",
                () -> machines().twiceOf(n -> -1, 1));
        add("a function of Java's is given for longer than it says", this::tooLong);
        addOfC("a function of Java's is called after its lifetime has ended", this::stale);
        add("ever new functions are passed", this::tooMany);
    }

    private Machines machines() {
        return libraries.machines(Unload.NEVER);
    }

    private void closed() {
        Machines machines = libraries.machines(Unload.ALLOWED);
        Machines.SpeakerFunction speaker = machines.speaker(true);
        machines.close();
        System.out.println(speaker.call("loud"));
    }

    private void closedStruct() {
        Machines machines = libraries.machines(Unload.NEVER);
        Operation operation = machines.operation("add").orElseThrow();
        machines.close();
        System.out.println(operation.apply().call(1, 2));
    }

    private void outlived() {
        Machines.BoundedFunction bounded;
        try (Region region = Region.open()) {
            bounded = machines().bounded(region.text("text"));
        }
        System.out.println(bounded.call(1));
    }

    private void elsewhereCalled() throws Throwable {
        try (Region region = Region.open()) {
            Machines.BoundedFunction bounded = machines().bounded(region.text("text"));
            elsewhere(() -> bounded.call(1));
        }
    }

    private void nothing() {
        machines().calculate(new Operation(NullPrograms.absent(), Optional.empty()), 1, 2);
    }

    /** A function that borrows from a region, and is no other. */
    private record Borrowing(Region region) implements Machines.HoldF, Machines.HoldForF, Bounded {
        @Override
        public long call(long n) {
            return n;
        }
    }

    private void tooLong() {
        try (Region region = Region.open()) {
            machines().hold(Optional.of(new Borrowing(region)));
        }
    }

    private void stale() {
        Machines machines = machines();
        try (Region region = Region.open()) {
            machines.holdFor("text", new Borrowing(region));
            if (machines.held(1, false).isEmpty()) {
                return;
            }
        }
        System.out.println(machines.held(1, false));
    }

    private void tooMany() {
        Machines machines = machines();
        for (long i = 0; i < 100_000; i++) {
            long by = i;
            machines.twiceOf(n -> n + by, 1);
        }
    }
}
