package org.rdylib.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rdylib.benchmarks.CallLoops.Loop;

/**
 * How a generated call compares with the same call by hand, where others use the machine, too: the ways take turns of some
 * milliseconds in one JVM, what counts is the processor's time of the thread that calls, and of several JVMs the median.
 * (The benchmarks of JMH time the same calls by the clock, for a machine that has nothing else to do.)
 */
public final class CallRatios {

    private static final int FORKS = Integer.getInteger("forks", 5);
    private static final int THREADS = Integer.getInteger("threads", 1);
    private static final int TURNS = 25;
    private static final int CALLS = 200_000;

    /** All elements of a slice, and no more. */
    private static final int ELEMENTS = 1_000_000;

    private CallRatios() {}

    /**
     * Prints a table: for each call the nanoseconds by hand, and the ratio of each other way to that.
     *
     * @param args part of the names of those calls that are wanted; none for all
     */
    public static void main(String[] args) throws Exception {
        if (System.getProperty(Natives.FOLDER, "").isEmpty()) {
            Map<String, Map<String, List<Double>>> all = new LinkedHashMap<>();
            for (int fork = 0; fork < FORKS; fork++) {
                fork(args, all);
            }
            all.forEach(CallRatios::print);
        } else {
            measure(args);
            System.exit(0);
        }
    }

    private static void fork(String[] args, Map<String, Map<String, List<Double>>> all) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-Dthreads=" + THREADS,
                "-D" + Natives.FOLDER + "=" + Natives.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                CallRatios.class.getName()));
        command.addAll(List.of(args));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = child.inputReader()) {
            lines.lines()
                    .map(line -> line.split("\t"))
                    .forEach(columns -> all.computeIfAbsent(columns[0], _ -> new TreeMap<>())
                            .computeIfAbsent(columns[1], _ -> new ArrayList<>())
                            .add(Double.valueOf(columns[2])));
        }
    }

    private static void print(String row, Map<String, List<Double>> ways) {
        String base = ways.containsKey("ffm") ? "ffm" : "stub";
        List<Double> bases = ways.getOrDefault(base, List.of());
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%-20s %s %8.2f ns", row, base, median(bases)));
        ways.forEach((way, times) -> {
            if (!way.equals(base)) {
                // What is unloaded is held against what is not.
                List<Double> others = way.equals("allowed") ? ways.getOrDefault("stub", bases) : bases;
                List<Double> ratios = new ArrayList<>();
                for (int i = 0; i < times.size(); i++) {
                    ratios.add(times.get(i) / others.get(i));
                }
                ratios.sort(null);
                line.append(String.format(
                        Locale.ROOT,
                        "   %s %.2f (%.2f-%.2f)",
                        way.equals("allowed") ? "allowed/stub" : way,
                        median(ratios),
                        ratios.getFirst(),
                        ratios.getLast()));
            }
        });
        System.out.println(line);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void measure(String[] args) throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Map<String, Map<String, Double>>>> measured = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                measured.add(threads.submit(() -> measure(new CallLoops(), List.of(args), together)));
            }
            Map<String, Map<String, List<Double>>> all = new LinkedHashMap<>();
            for (Future<Map<String, Map<String, Double>>> thread : measured) {
                thread.get()
                        .forEach((row, ways) ->
                                ways.forEach((way, time) -> all.computeIfAbsent(row, _ -> new LinkedHashMap<>())
                                        .computeIfAbsent(way, _ -> new ArrayList<>())
                                        .add(time)));
            }
            all.forEach((row, ways) ->
                    ways.forEach((way, times) -> System.out.println(row + "\t" + way + "\t" + median(times))));
            System.out.flush();
            System.exit(0);
        }
    }

    private static Map<String, Map<String, Double>> measure(
            CallLoops loops, List<String> wanted, CyclicBarrier together) throws Exception {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        Map<String, Map<String, Double>> times = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, Loop>> row : loops.rows().entrySet()) {
            if (!wanted.isEmpty() && wanted.stream().noneMatch(row.getKey()::contains)) {
                continue;
            }
            together.await();
            boolean isSlice = row.getKey().startsWith("slice");
            // Until all are compiled; JNA's are slow enough to be measured by fewer.
            turns(row.getValue(), 40, isSlice ? ELEMENTS : CALLS / 10, clock);
            Thread.sleep(300);
            Map<String, List<Double>> measured = turns(row.getValue(), TURNS, isSlice ? ELEMENTS : CALLS, clock);
            measured.forEach((way, all) -> times.computeIfAbsent(row.getKey(), _ -> new LinkedHashMap<>())
                    .put(way, median(all)));
        }
        return times;
    }

    private static Map<String, List<Double>> turns(Map<String, Loop> ways, int turns, int calls, ThreadMXBean clock) {
        Map<String, List<Double>> measured = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            ways.forEach((way, loop) -> measured.computeIfAbsent(way, _ -> new ArrayList<>())
                    .add(time(loop, way.equals("jna") ? calls / 10 : calls, clock)));
        }
        return measured;
    }

    private static double time(Loop loop, int calls, ThreadMXBean clock) {
        try {
            long begin = clock.getCurrentThreadCpuTime();
            long sum = loop.run(calls);
            long end = clock.getCurrentThreadCpuTime();
            if (sum == Long.MIN_VALUE) {
                throw new AssertionError("no call adds up to that");
            }
            return (end - begin) / (double) calls;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
