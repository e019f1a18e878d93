package org.rdylib.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verdict;
import org.rdylib.verifier.Verifier;

/**
 * What a warm verdict takes on a machine that others use: {@code VerdictTime SHAPE TYPES PER_MILLE SECONDS}. What counts
 * is the processor time of the thread that decides, and what it allocates. The first half of the time is for warming up.
 */
public final class VerdictTime {

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int LEAST = 5;

    private VerdictTime() {}

    /** Prints the median, the least tenth, and the bytes for each type. */
    public static void main(String[] arguments) throws InvalidDescriptorException {
        Graph graph = Graph.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int types = Integer.parseInt(arguments[1]);
        int perMille = Integer.parseInt(arguments[2]);
        double seconds = Double.parseDouble(arguments[3]);
        Host<CheckedDescriptor> host = new Host<>(Descriptors.require("host.yaml", graph.descriptor(types, 0)));
        Plugin<CheckedDescriptor> plugin =
                new Plugin<>(Descriptors.require("plugin.yaml", graph.descriptor(types, perMille)));
        long start = System.nanoTime();
        long half = start + (long) (seconds / 2 * 1e9);
        long end = start + (long) (seconds * 1e9);
        long[] times = new long[1 << 20];
        int count = 0;
        long allocated = 0;
        int findings = 0;
        while ((System.nanoTime() < end || count < LEAST) && count < times.length) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long before = THREADS.getCurrentThreadCpuTime();
            Verdict verdict = Verifier.verify(host, plugin, Unload.ALLOWED, Target.X86_64_LINUX_GNU);
            long after = THREADS.getCurrentThreadCpuTime();
            findings = verdict.findings().size();
            if (System.nanoTime() > half) {
                allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
                times[count++] = after - before;
            }
        }
        Arrays.sort(times, 0, count);
        System.out.printf(
                Locale.ROOT,
                "%-5s %6d types, %2d of 1000 changed: %8.2f ms, least tenth %8.2f ms, %6d bytes a type (%d findings, %d"
                        + " rounds)%n",
                graph,
                types,
                perMille,
                times[count / 2] / 1e6,
                times[count / 10] / 1e6,
                allocated / types,
                findings,
                count);
    }
}
