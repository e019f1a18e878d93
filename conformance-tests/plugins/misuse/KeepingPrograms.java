package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.lending.Cell;
import org.rdylib.conformance.misuse.lending.Keeper;
import org.rdylib.conformance.misuse.lending.Lending;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** What a library keeps that it was lent, and what it is lent that may be missing. */
final class KeepingPrograms extends Subject {

    KeepingPrograms(Libraries libraries) {
        super(libraries);
        add("an object is used while what borrows from it has it as `&mut`", this::usedMeanwhile);
        add("an object is lent twice as `&mut` for a lifetime", this::lentTwice);
        add("an object is changed while what borrows from it has it as `&`", this::changed);
        add("an object is closed while something borrows from it", this::closed);
        add("an object is lent to a longer-lived one, and closed", this::closedWatched);
        add("an object is lent to one that is dropped with it", this::together);
        add("what keeps a closure is used after the region was closed that the closure is lent for", this::outlived);
        add("what keeps a closure is closed inside it", this::closedInside);
        add("a region is closed inside a closure that is kept for it", this::regionInside);
        add("an object of Java's is lent to one that lives longer", this::lentTooLong);
        add("what keeps a closure is used on another thread", this::elsewhere);
        add("a library is unloaded while it keeps what it was lent", this::unloaded);
        add("an object that may be missing is given what ends before it", this::filled);
        add("an object that may be missing is given away beside what ends before it", this::refilled);
        add("one object is passed twice as one that may be missing", this::passedTwice);
        add("an object that may be missing is used inside the call", this::usedInside);
    }

    private Lending lending() {
        return libraries.lending(Unload.NEVER);
    }

    private void usedMeanwhile() {
        Lending lending = lending();
        try (Region _ = Region.open();
                Cell cell = lending.cell(1);
                Cell _ = lending.through(cell)) {
            System.out.println(cell.get());
        }
    }

    private void lentTwice() {
        Lending lending = lending();
        try (Cell cell = lending.cell(1);
                Cell _ = lending.through(cell);
                Cell again = lending.through(cell)) {
            System.out.println(again.get());
        }
    }

    private void changed() {
        Lending lending = lending();
        try (Cell cell = lending.cell(1);
                Cell seen = lending.seen(cell)) {
            cell.set(2);
            System.out.println(seen.get());
        }
    }

    private void closed() {
        Lending lending = lending();
        Cell cell = lending.cell(1);
        Cell seen = lending.seen(cell);
        try {
            cell.close();
            System.out.println(seen.get());
        } finally {
            seen.close();
            cell.close();
        }
    }

    private void closedWatched() {
        Lending lending = lending();
        Cell cell = lending.cell(1);
        try (Region region = Region.open()) {
            Keeper keeper = lending.keeper(region.text("text"));
            keeper.watch(cell);
            keeper.close();
            cell.close();
            System.out.println("closed");
        } finally {
            cell.close();
        }
    }

    private void together() {
        Lending lending = lending();
        try (Region region = Region.open()) {
            Keeper keeper = lending.keeper(region.text("text"));
            keeper.watch(lending.running(new Answering(region)));
            System.out.println(keeper.last());
        }
    }

    /** A closure that says for how long it is there. */
    private record Answering(Region region) implements Lending.RunningSet, Bounded {
        @Override
        public long call(long n) {
            return n + 1;
        }
    }

    private void outlived() {
        Cell running;
        try (Region region = Region.open()) {
            running = lending().running(new Answering(region));
        }
        System.out.println(running.get());
    }

    private void closedInside() {
        List<Cell> all = new ArrayList<>();
        try (Cell running = lending().running(n -> {
            all.getFirst().close();
            return n;
        })) {
            all.add(running);
            running.set(1);
            System.out.println(running.get());
        }
    }

    /** A closure that closes the region for which it is there. */
    private record Closing(Region region) implements Lending.RunningSet, Bounded {
        @Override
        public long call(long n) {
            region.close();
            return n;
        }
    }

    private void regionInside() {
        Region region = Region.open();
        try (Cell running = lending().running(new Closing(region))) {
            running.set(1);
            System.out.println(running.get());
        } finally {
            region.close();
        }
    }

    /** A cell of Java's, which says for how long it is there. */
    private record OwnCell(Region region, long get) implements Cell, Bounded {
        @Override
        public void set(long n) {
            throw new IllegalStateException();
        }

        @Override
        public void close() {
            throw new IllegalStateException("it was never given");
        }
    }

    private void lentTooLong() {
        try (Region outer = Region.open();
                Region inner = Region.open()) {
            Keeper keeper = lending().keeper(outer.text("outer"));
            keeper.watch(new OwnCell(inner, 1));
            System.out.println(keeper.last());
        }
    }

    private void elsewhere() throws Throwable {
        try (Cell running = lending().running(n -> n)) {
            elsewhere(() -> running.set(1));
        }
    }

    private void unloaded() {
        Lending lending = libraries.lending(Unload.ALLOWED);
        try (Cell running = lending.running(n -> n)) {
            lending.close();
            running.set(1);
            System.out.println(running.get());
        }
    }

    private void filled() {
        Lending lending = lending();
        try (Region outer = Region.open()) {
            Keeper keeper = lending.keeper(outer.text("outer"));
            try (Region inner = Region.open()) {
                lending.fill(Optional.of(keeper), inner.text("inner"));
            }
            Text last = keeper.last();
            System.out.println(last);
        }
    }

    private void refilled() {
        Lending lending = lending();
        try (Region outer = Region.open()) {
            Keeper keeper = lending.keeper(outer.text("outer"));
            try (Region inner = Region.open()) {
                System.out.println(lending.refill(Optional.of(keeper), inner.text("inner")));
            }
        }
    }

    private void passedTwice() {
        Lending lending = lending();
        try (Cell cell = lending.cell(1)) {
            lending.both(Optional.of(cell), Optional.of(cell), Optional.empty());
            System.out.println(cell.get());
        }
    }

    private void usedInside() {
        Lending lending = lending();
        try (Cell cell = lending.cell(1)) {
            lending.both(Optional.of(cell), Optional.empty(), Optional.of(() -> System.out.println(cell.get())));
        }
    }
}
