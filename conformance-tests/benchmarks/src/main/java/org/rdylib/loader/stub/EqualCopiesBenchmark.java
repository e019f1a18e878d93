package org.rdylib.loader.stub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
import org.rdylib.benchmarks.Cc;
import org.rdylib.benchmarks.Graph;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.image.KnownDescriptor;
import org.rdylib.verifier.image.LibraryImage;
import org.rdylib.verifier.image.LibraryImageException;
import org.rdylib.verifier.image.Machine;

/**
 * What loading a library asks of its descriptor where that is the stub's own, byte for byte, as it nearly always is: it is
 * read out of the library's file and seen to be equal, a millisecond at most, whatever its size. In the package whose
 * question it is, since nobody else can ask it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EqualCopiesBenchmark {

    /** In how many constants a generated class holds a long text. */
    private static final int CHUNKS = 3_000;

    /** How many types the descriptor has. */
    @Param({"100", "1000", "10000", "20000"})
    public int types;

    private HostDescriptor host = new Chunks("", List.of(), List.of());
    private Path library = Path.of("");

    /** Makes both copies, one of them in a library. */
    @Setup
    public void write() throws InvalidDescriptorException, IOException {
        CanonicalForm form = CanonicalForm.of(Descriptors.require("benchmark.yaml", Graph.CHAIN.descriptor(types, 0)));
        host = new Chunks(
                HexFormat.of().formatHex(form.fingerprint()), chunks(form.binding()), chunks(form.annotations()));
        library = Cc.libraryOf(host.fingerprint(), form.binding() + "\n" + form.annotations());
    }

    /** That they are equal, and that this is enough. */
    @Benchmark
    public Object agreement() throws IOException, LibraryImageException {
        try (FileChannel channel = FileChannel.open(library)) {
            var known = new KnownDescriptor(host.binding(), host.fingerprint());
            LibraryImage image = LibraryImage.read(channel, Machine.X86_64, Optional.of(known));
            var plugin = new PluginDescriptor.InLibrary(image.descriptor());
            return Agreement.between(host, plugin, Unload.NEVER, Target.X86_64_LINUX_GNU, "libbenchmark.so");
        }
    }

    private static List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        int length = Math.max(90, text.length() / CHUNKS);
        for (int from = 0; from < text.length(); from += length) {
            chunks.add(text.substring(from, Math.min(text.length(), from + length)));
        }
        return List.copyOf(chunks);
    }

    /** As a generated class holds them. */
    private static final class Chunks extends HostDescriptor {
        private final List<String> binding;
        private final List<String> annotations;

        Chunks(String fingerprint, List<String> binding, List<String> annotations) {
            super("benchmark", fingerprint, Set.of(Unload.NEVER), List.of(), List.of());
            this.binding = binding;
            this.annotations = annotations;
        }

        @Override
        protected List<String> binding() {
            return binding;
        }

        @Override
        protected List<String> annotations() {
            return annotations;
        }
    }
}
