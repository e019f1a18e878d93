package org.rdylib.conformance.actors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.rdylib.conformance.actors.OwnActors.Own;
import org.rdylib.conformance.actors.OwnActors.Refused;
import org.rdylib.loader.Region;
import org.rdylib.loader.stub.HostTargets;
import org.rdylib.loader.stub.Making;

/**
 * Calls and callbacks for a long time on several threads, objects and closures of both sides made and dropped with them.
 * Afterwards all accounts are level; and memory is what it was once everything had been compiled.
 */
public final class LongRun {

    private static final int THREADS = 3;

    /** What is called before memory is looked at for the first time. */
    private static final long WARM_UP = 1_000_000;

    private static final long MEGABYTE = 1 << 20;

    /** Less than a byte and a half for each of ten million calls; the code of the JVM's compilers comes and goes, too. */
    private static final long TOLERATED = 12 * MEGABYTE;

    private final Actors actors;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicInteger given = new AtomicInteger();

    private LongRun(Actors actors) {
        this.actors = actors;
    }

    private static final class Host implements Actors.Imports {
        @Override
        public Counter make(long start) {
            return new Own(start);
        }

        @Override
        public long inspect(Counter counter, Optional<Counter> more, Actors.InspectStep step) {
            more.ifPresent(Counter::close);
            return counter.add(1) + step.call(1);
        }
    }

    /**
     * Says how many calls there were, and exits with 1 if something is left of them.
     *
     * @param arguments the library, how many calls and callbacks
     */
    public static void main(String[] arguments) throws Exception {
        LongRun run = new LongRun(Actors.load(Path.of(arguments[0]), new Host()));
        long wanted = Long.parseLong(arguments[1]);
        List<String> wrong = new ArrayList<>();
        if (wanted > 2 * WARM_UP) {
            run.on(THREADS, WARM_UP);
            Memory before = Memory.now();
            run.on(THREADS, wanted - run.calls.get());
            Memory after = Memory.now();
            System.out.println("before: " + before + ", after: " + after);
            if (after.process() - before.process() > TOLERATED) {
                wrong.add("the process has grown");
            }
            if (after.heap() - before.heap() > MEGABYTE) {
                wrong.add("Java's heap has grown");
            }
        } else {
            run.on(THREADS, wanted);
        }
        wrong.addAll(run.unlevel());
        System.out.println(run.calls.get() + " calls, " + run.given.get() + " given, " + wrong);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private List<String> unlevel() {
        List<String> wrong = new ArrayList<>();
        if (actors.living() != 0) {
            wrong.add(actors.living() + " of the library's live");
        }
        if (HostTargets.living() != 0 || HostTargets.refused() != 0) {
            wrong.add(HostTargets.living() + " of Java's live, " + HostTargets.refused() + " drops were refused");
        }
        if (Making.living() != 0 || Making.refused() != 0) {
            wrong.add(Making.living() + " pieces live, " + Making.refused() + " were freed in vain");
        }
        if (dropped.get() != given.get()) {
            wrong.add(dropped.get() + " of " + given.get() + " objects of Java's were dropped");
        }
        return wrong;
    }

    /**
     * What is in use once all garbage has gone.
     *
     * @param heap bytes of Java's heap
     * @param process bytes of the process that are in memory; its heap does not grow or shrink
     */
    private record Memory(long heap, long process) {

        static Memory now() throws IOException, InterruptedException {
            for (int i = 0; i < 4; i++) {
                System.gc();
                Thread.sleep(100);
            }
            Runtime runtime = Runtime.getRuntime();
            long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
            return new Memory(runtime.totalMemory() - runtime.freeMemory(), resident * 1024);
        }
    }

    private void on(int threads, long wanted) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    // What is left to others is at most what one round has.
                    for (long made = 0; made < wanted / threads; ) {
                        long round = round();
                        calls.addAndGet(round);
                        made += round;
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        }
    }

    /** One of everything; how many calls and callbacks that were. */
    private long round() {
        return theirObjects() + ourObjects() + objectsOfObjects() + theirClosures() + ourClosures() + failures();
    }

    private long theirObjects() {
        try (Counter counter = actors.counter();
                Region region = Region.open()) {
            counter.add(2);
            require(counter.total() == 2);
            counter.each(n -> n < 1);
            require(actors.drive(counter, 1) > 0);
            Words words = actors.named(region.text("a name"));
            require(words.next().isPresent());
            require(words.name().toString().equals("a name"));
        }
        require(actors.end(actors.counter()).equals("plain 0"));
        // counter, add, total, each and two visits, drive, named, next, name, counter, end
        return 12;
    }

    private long ourObjects() {
        Own own = new Own(0) {
            @Override
            public void close() {
                dropped.incrementAndGet();
            }
        };
        require(actors.drive(own, 3) == 6);
        given.incrementAndGet();
        try (Counter wrapped = actors.wrap(own)) {
            wrapped.add(1);
            require(wrapped.total() > 0);
        }
        require(actors.borrowing(0) > 0);
        // drive with three times add and total, wrap, add twice, total twice, drop, borrowing with make, inspect, add,
        // total, drop
        return 16;
    }

    private long objectsOfObjects() {
        try (Counter counter = actors.counter();
                Region region = Region.open()) {
            require(actors.explore(counter) == 1);
            require(counter.view().total() == 1);
            require(actors.hold(actors.named(region.text("held"))).next().isPresent());
        }
        require(actors.explore(new Own(2)) == 2 + 203);
        // counter, explore, view, total, named, hold, next, explore with copy, add, view, total, merge, total, with
        return 14;
    }

    private long theirClosures() {
        try (Actors.AdderClosure adder = actors.adder(4);
                Actors.SequenceClosure sequence = actors.sequence(7);
                Actors.ComposeClosure composed = actors.compose(n -> n + 1, adder::call);
                Region region = Region.open()) {
            require(adder.call(1) == 5);
            require(sequence.call() == 7 && sequence.call() == 8);
            require(composed.call(1) > 0);
            require(actors.greeting(region.text("hello")).call("you").equals("hello you"));
            actors.greeting(region.text("unused"));
        }
        // three that are made, four calls, two callbacks one of which calls, two drops, two greetings, one of which is
        // called
        return 15;
    }

    private long ourClosures() {
        require(actors.once(Optional.of(text -> text + "!"), true).equals("called!"));
        require(actors.once(Optional.of(text -> text), false).equals("dropped"));
        // each is called or not, and dropped
        return 5;
    }

    private long failures() {
        Own failing = new Own(0) {
            @Override
            public long add(long by) {
                throw new Refused();
            }
        };
        try {
            actors.drive(failing, 1);
            throw new AssertionError("nothing was thrown");
        } catch (Refused _) {
            return 2;
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("another answer than that of the first call");
        }
    }
}
