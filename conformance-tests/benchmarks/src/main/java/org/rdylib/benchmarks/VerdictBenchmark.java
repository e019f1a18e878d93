package org.rdylib.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
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
 * The verdict on two copies of a boundary of many types. The goals, warm: 1,000 types in 10 ms, 10,000 in 150 ms, a chain
 * within twice what flat types take, and time that grows as the number of types does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VerdictBenchmark {

    /** How the types refer to each other. */
    @Param
    public Graph graph = Graph.FLAT;

    /** How many types the descriptor has. */
    @Param({"100", "1000", "10000", "20000"})
    public int types;

    /** Of how many types in a thousand a field is of another type in the plugin's copy. */
    @Param({"0", "10"})
    public int perMille;

    private Host<CheckedDescriptor> host = new Host<>(descriptor(1, 0));
    private Plugin<CheckedDescriptor> plugin = new Plugin<>(host.value());

    /** Writes the two copies. */
    @Setup
    public void write() {
        host = new Host<>(descriptor(types, 0));
        plugin = new Plugin<>(descriptor(types, perMille));
    }

    /** The verdict on two copies, each of which was read for itself. */
    @Benchmark
    public Verdict verify() {
        return Verifier.verify(host, plugin, Unload.ALLOWED, Target.X86_64_LINUX_GNU);
    }

    private CheckedDescriptor descriptor(int count, int changed) {
        try {
            return Descriptors.require("benchmark.yaml", graph.descriptor(count, changed));
        } catch (InvalidDescriptorException e) {
            throw new IllegalStateException(e);
        }
    }
}
