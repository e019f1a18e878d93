package org.rdylib.conformance.libc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import org.rdylib.conformance.plugins.CLibrary;
import org.rdylib.loader.Result;
import org.rdylib.loader.stub.HostTargets;

/** A host of the system's C library. The test compiles it together with the stubs that it uses. */
public final class LibcDriver implements CLibrary {

    @Override
    public List<String> run(String what, Path library, Path folder) throws Exception {
        List<String> out = new CopyOnWriteArrayList<>();
        try (Libc libc = Libc.loadTrusted(library)) {
            long before = HostTargets.living();
            run(what, libc, out);
            out.add("kept " + (HostTargets.living() - before));
        }
        return new ArrayList<>(out);
    }

    private static void run(String what, Libc libc, List<String> out) throws Exception {
        switch (what) {
            case "sorted" -> {
                int[] values = new Random(7).ints(10_000).toArray();
                int[] expected = Arrays.stream(values).sorted().toArray();
                libc.sort(values, Integer::compare);
                out.add("" + Arrays.equals(values, expected));
                libc.sort(new int[0], (a, b) -> {
                    throw new AssertionError();
                });
            }
            case "sorted-by-one-that-throws" -> {
                int[] values = {3, 1, 2};
                int[] calls = new int[1];
                try {
                    libc.sort(values, (a, b) -> {
                        if (++calls[0] == 2) {
                            throw new IllegalStateException("no order");
                        }
                        return Integer.compare(a, b);
                    });
                } catch (IllegalStateException thrown) {
                    out.add(thrown.getMessage() + " " + Arrays.toString(values) + " after " + calls[0]);
                }
            }
            case "on-a-thread" -> {
                Thread[] seen = new Thread[1];
                Run run = new Run(out, () -> {
                    seen[0] = Thread.currentThread();
                    return 42;
                });
                out.add("" + join(libc, libc.start(run)));
                out.add("" + (seen[0] != null && seen[0] != Thread.currentThread()));
            }
            case "on-a-thread-that-fails" -> {
                Thread.UncaughtExceptionHandler other = Thread.getDefaultUncaughtExceptionHandler();
                Thread.setDefaultUncaughtExceptionHandler(
                        (thread, thrown) -> out.add("uncaught " + thrown.getMessage()));
                try {
                    out.add(""
                            + join(libc, libc.start(new Run(out, () -> {
                                throw new IllegalStateException("on a thread");
                            }))));
                } finally {
                    Thread.setDefaultUncaughtExceptionHandler(other);
                }
            }
            case "on-many-threads" -> {
                List<Result<Long, Integer>> threads = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    int number = i;
                    threads.add(libc.start(() -> number * 3L));
                }
                long sum = 0;
                for (Result<Long, Integer> thread : threads) {
                    sum += join(libc, thread);
                }
                out.add("" + sum);
            }
            case "without-stack-on-two-threads" -> {
                CyclicBarrier both = new CyclicBarrier(2);
                Runnable work = () -> {
                    try {
                        deeper(libc);
                    } catch (StackOverflowError thrown) {
                        out.add("StackOverflowError");
                    }
                    await(both);
                    // What one of them had lost, neither throws now.
                    int[] values = {2, 1};
                    libc.sort(values, Integer::compare);
                    out.add(Arrays.toString(values));
                };
                Thread other = new Thread(work);
                other.start();
                work.run();
                other.join();
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void deeper(Libc libc) {
        libc.sort(new int[2], (a, b) -> {
            deeper(libc);
            return 0;
        });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long join(Libc libc, Result<Long, Integer> thread) {
        return libc.join(thread.orElseThrow()).orElseThrow();
    }

    @FunctionalInterface
    private interface Work {
        long run();
    }

    /** Tells when it is dropped. */
    private record Run(List<String> out, Work work) implements Libc.StartRun {

        @Override
        public long call() {
            return work.run();
        }

        @Override
        public void close() {
            out.add("dropped");
        }
    }
}
