package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import org.rdylib.benchmarks.Graph;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Unload;

/**
 * What loading a library asks of its descriptor where that is the stub's own, byte for byte, as it nearly always is: a
 * millisecond at most, whatever its size. In the package whose question it is, since nobody else can ask it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EqualCopiesBenchmark {

    /** Texts that generated classes can hold as constants. */
    private static final int CHUNK = 16_000;

    /** How many types the descriptor has. */
    @Param({"100", "1000", "10000", "20000"})
    public int types;

    private HostDescriptor host = new Chunks(List.of(), List.of());
    private PluginDescriptor plugin = PluginDescriptor.of(host);

    /** Makes both copies. */
    @Setup
    public void write() throws InvalidDescriptorException {
        CanonicalForm form = CanonicalForm.of(Descriptors.require("benchmark.yaml", Graph.CHAIN.descriptor(types, 0)));
        List<String> binding = chunks(form.binding());
        List<String> annotations = chunks(form.annotations());
        host = new Chunks(binding, annotations);
        plugin = PluginDescriptor.of(host);
    }

    /** That they are equal, and that this is enough. */
    @Benchmark
    public Object agreement() {
        return Agreement.between(host, plugin, Unload.NEVER, Target.X86_64_LINUX_GNU, "libbenchmark.so");
    }

    private static List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        for (int from = 0; from < text.length(); from += CHUNK) {
            chunks.add(text.substring(from, Math.min(text.length(), from + CHUNK)));
        }
        return List.copyOf(chunks);
    }

    /** As a generated class holds them. */
    private static final class Chunks extends HostDescriptor {
        private final List<String> binding;
        private final List<String> annotations;

        Chunks(List<String> binding, List<String> annotations) {
            super("benchmark", "", Set.of(Unload.NEVER), List.of(), List.of());
            this.binding = binding;
            this.annotations = annotations;
        }

        @Override
        protected String binding() {
            return String.join("", binding);
        }

        @Override
        protected String annotations() {
            return String.join("", annotations);
        }
    }
}
