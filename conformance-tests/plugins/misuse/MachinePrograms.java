package org.rdylib.conformance.misuse;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rdylib.conformance.misuse.machines.Job;
import org.rdylib.conformance.misuse.machines.Machine;
import org.rdylib.conformance.misuse.machines.Machines;
import org.rdylib.conformance.misuse.machines.Order;
import org.rdylib.loader.Async;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.verifier.Unload;

/** Closures and futures that are parts of structs and enums. */
final class MachinePrograms extends Subject {

    MachinePrograms(Libraries libraries) {
        super(libraries);
        add("a `FnOnce` in a struct is called twice", this::onceTwice);
        addOfC("a Java `FnOnce` in an enum is called twice", this::javaOnceTwice);
        add("a closure of a struct is called after the struct was given away", this::givenAway);
        add("a struct with a closure in it is given twice", this::givenTwice);
        add("a closure of a struct is called after its region was closed", this::outlived);
        add("a closure of a struct is called on another thread", this::elsewhereCalled);
        addOfC("a Java closure in an enum is called after it was dropped", this::dropped);
        add("a Java closure in an enum is kept for longer than it says", this::kept);
        add("a future of a struct is joined after the struct was given away", this::joined);
        add("a struct has null for a closure", this::nothing);
        add("a library is closed while Java has a closure of a struct", this::closed);
    }

    private Machines machines() {
        return libraries.machines(Unload.NEVER);
    }

    private void onceTwice() {
        try (Region region = Region.open()) {
            Machine machine = machines().machine(region.text("press"), 0);
            machine.scale().close();
            machine.finish().orElseThrow().call("ends");
            System.out.println(machine.finish().orElseThrow().call("ends"));
        }
    }

    private void javaOnceTwice() {
        System.out.println(machines().twice(new Order.Last("last", Result::ok)));
    }

    private void givenAway() {
        Machines machines = machines();
        try (Region region = Region.open()) {
            Machine machine = machines.machine(region.text("press"), 0);
            machines.run(machine, 1);
            System.out.println(machine.step().call(1));
        }
    }

    private void givenTwice() {
        Machines machines = machines();
        try (Region region = Region.open()) {
            Machine machine = machines.machine(region.text("press"), 0);
            machines.run(machine, 1);
            System.out.println(machines.run(machine, 1));
        }
    }

    private void outlived() {
        Machine machine;
        try (Region region = Region.open()) {
            machine = machines().machine(region.text("press"), 0);
            machine.scale().close();
        }
        System.out.println(machine.step().call(1));
    }

    private void elsewhereCalled() throws Throwable {
        try (Region region = Region.open()) {
            Machine machine = machines().machine(region.text("press"), 0);
            machine.scale().close();
            elsewhere(() -> machine.step().call(1));
        }
    }

    private void dropped() {
        System.out.println(machines().late(new Order.Run(n -> n)));
    }

    /** A closure that borrows from a region. */
    private record Borrowing(Region region) implements Order.RunValue, org.rdylib.loader.Bounded {
        @Override
        public long call(long n) {
            return n;
        }
    }

    private void kept() {
        try (Region region = Region.open()) {
            machines().keep(List.of(new Order.Run(new Borrowing(region))));
        }
    }

    private void joined() {
        Machines machines = machines();
        Job job = machines.job(2, 5);
        machines.jobs(List.of(job, new Job(3, Async.of(new CompletableFuture<>()))));
        System.out.println(job.work().join());
    }

    private void nothing() {
        try (Region region = Region.open()) {
            machines()
                    .run(
                            new Machine(
                                    region.text("press"), NullPrograms.absent(), Optional.empty(), n -> n, List.of()),
                            1);
        }
    }

    private void closed() {
        Machines machines = libraries.machines(Unload.ALLOWED);
        Order order = machines.order("run").orElseThrow();
        try {
            machines.close();
        } finally {
            if (order instanceof Order.Run(Order.RunValue value)) {
                value.close();
            }
        }
    }
}
