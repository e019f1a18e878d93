package org.rdylib.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.rdylib.benchmarks.ReadBenchmark.Shape;
import org.rdylib.spec.check.Descriptors;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How reading and checking compares with Jackson's bare tree on a machine that others use: {@code ReadRatio SHAPE TYPES
 * SECONDS}. Both take turns in one JVM, and what counts is the processor time of their thread, so that whatever slows one
 * slows the other. The first half of the time is for warming up.
 */
public final class ReadRatio {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LEAST = 5;

    private ReadRatio() {}

    /** Prints the medians and their ratio. */
    public static void main(String[] arguments) {
        Shape shape = Shape.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int types = Integer.parseInt(arguments[1]);
        double seconds = Double.parseDouble(arguments[2]);
        String text = ReadBenchmark.text(shape, types);
        YAMLMapper jackson = new YAMLMapper();
        List<Long> ours = new ArrayList<>();
        List<Long> theirs = new ArrayList<>();
        long start = System.nanoTime();
        long half = start + (long) (seconds / 2 * 1e9);
        long end = start + (long) (seconds * 1e9);
        while (System.nanoTime() < end || ours.size() < LEAST) {
            long our = processorTime(() -> Descriptors.read("benchmark.yaml", text));
            long their = processorTime(() -> jackson.readTree(text));
            if (System.nanoTime() > half) {
                ours.add(our);
                theirs.add(their);
            }
        }
        double our = median(ours);
        double their = median(theirs);
        System.out.printf(
                "%-5s %7d types: %9.3f ms, Jackson's tree %9.3f ms, ratio %.2f (of %d rounds each)%n",
                shape, types, our, their, our / their, ours.size());
    }

    private static long processorTime(Runnable work) {
        long before = THREADS.getCurrentThreadCpuTime();
        work.run();
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    private static double median(List<Long> nanoseconds) {
        Collections.sort(nanoseconds);
        return nanoseconds.get(nanoseconds.size() / 2) / 1e6;
    }
}
