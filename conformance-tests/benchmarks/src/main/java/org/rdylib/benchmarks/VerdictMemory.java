package org.rdylib.benchmarks;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verifier;

/**
 * How much memory a verdict needs at its height, beyond the two copies: {@code VerdictMemory SHAPE TYPES PER_MILLE}. While
 * one thread decides, again and again, another collects all garbage and looks at what is left; the greatest of those
 * counts.
 */
public final class VerdictMemory {

    /** So often garbage is collected until the least that is left counts as what was there before. */
    private static final int COLLECTIONS = 5;

    private static final int LOOKS = 60;

    private VerdictMemory() {}

    /** Prints the shape, the number of types, what is changed, and the bytes for each type. */
    public static void main(String[] arguments) throws InvalidDescriptorException, InterruptedException {
        Graph graph = Graph.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int types = Integer.parseInt(arguments[1]);
        int perMille = Integer.parseInt(arguments[2]);
        Host<CheckedDescriptor> host = new Host<>(Descriptors.require("host.yaml", graph.descriptor(types, 0)));
        Plugin<CheckedDescriptor> plugin =
                new Plugin<>(Descriptors.require("plugin.yaml", graph.descriptor(types, perMille)));
        // The first verdict loads what later ones share.
        Verifier.verify(host, plugin, Unload.ALLOWED, Target.X86_64_LINUX_GNU);
        long before = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            before = Math.min(before, live());
        }
        AtomicBoolean goesOn = new AtomicBoolean(true);
        Thread deciding = Thread.ofPlatform().start(() -> {
            while (goesOn.get()) {
                Verifier.verify(host, plugin, Unload.ALLOWED, Target.X86_64_LINUX_GNU);
            }
        });
        long most = before;
        for (int i = 0; i < LOOKS; i++) {
            most = Math.max(most, live());
        }
        goesOn.set(false);
        deciding.join();
        System.out.printf(
                "%s %d types, %d of 1000 changed: %d bytes for each type%n",
                graph, types, perMille, (most - before) / types);
    }

    private static long live() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
