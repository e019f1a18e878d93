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
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verdict;
import org.rdylib.verifier.Verifier;

/** Reading a descriptor, and comparing it with a newer copy of itself: a function for each type, lifetimes throughout. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class VerdictBenchmark {

    /** How many types the descriptor has. */
    @Param({"100", "1000"})
    public int types;

    private String text = "";
    private Host<CheckedDescriptor> host = new Host<>(descriptor(0, "1.0.0"));
    private Plugin<CheckedDescriptor> plugin = new Plugin<>(host.value());

    /** Writes the two copies. */
    @Setup
    public void write() {
        text = text(types, "1.0.0");
        host = new Host<>(descriptor(types, "1.0.0"));
        plugin = new Plugin<>(descriptor(types, "1.1.0"));
    }

    /** From text to a checked descriptor. */
    @Benchmark
    public Checked read() {
        return Descriptors.read("benchmark.yaml", text);
    }

    /** The verdict on two copies that are not the same. */
    @Benchmark
    public Verdict verify() {
        return Verifier.verify(host, plugin, Unload.ALLOWED, Target.X86_64_LINUX_GNU);
    }

    private static CheckedDescriptor descriptor(int types, String version) {
        try {
            return Descriptors.require("benchmark.yaml", text(types, version));
        } catch (InvalidDescriptorException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(int types, String version) {
        StringBuilder text = new StringBuilder("abi: 1\nlibrary: benchmark\nversion: " + version + "\ntypes:\n");
        text.append("  T0<'a>: {struct: {name: \"&'a str\", size: u32}}\n");
        for (int i = 1; i < types; i++) {
            text.append("  T%d<'a>: {struct: {name: \"&'a str\", next: \"Option<&'a T%d<'a>>\", id: u64}}\n"
                    .formatted(i, i / 2));
        }
        text.append("exports:\n");
        for (int i = 0; i < types; i++) {
            text.append(
                    "  f%d: \"fn<'s, 't: 's>(from: &'t str, with: &'s T%d<'t>) -> &'s T%d<'s>\"\n".formatted(i, i, i));
        }
        if (types == 0) {
            text.append("  f: \"fn(with: &T0<'_>)\"\n");
        }
        return text.toString();
    }
}
