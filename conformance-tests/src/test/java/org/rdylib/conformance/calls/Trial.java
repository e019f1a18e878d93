package org.rdylib.conformance.calls;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.loader.stub.HostTargets;
import org.rdylib.loader.stub.Making;
import org.rdylib.spec.Export;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * What came of calling every export of a boundary.
 *
 * @param found everything that was not in its place
 * @param signatures how many were called
 * @param values how many scalars and texts had a place
 */
record Trial(List<String> found, int signatures, int values) {

    Trial {
        found = List.copyOf(found);
    }

    /** A boundary between Java and a plugin, which may have copies of it that differ in what may grow. */
    static Trial of(RandomBoundary boundary, Side side, Path folder) throws Exception {
        return of(boundary.ofHost(), boundary.ofPlugin(), side, folder, text -> text);
    }

    /**
     * The boundary that a descriptor describes, with a fault.
     *
     * @param fault what is done to what is generated for the plugin
     */
    static Trial of(String descriptor, Side side, Path folder, UnaryOperator<String> fault) throws Exception {
        return of(descriptor, descriptor, side, folder, fault);
    }

    /**
     * The same of two copies.
     *
     * @param descriptor the host's
     * @param plugin the plugin's
     */
    static Trial of(String descriptor, String plugin, Side side, Path folder, UnaryOperator<String> fault)
            throws Exception {
        Host host = host(descriptor, plugin, side, folder, fault);
        List<String> found = new ArrayList<>();
        int values = 0;
        for (Export export : host.exports()) {
            long made = Making.living();
            long kept = HostTargets.living();
            Mismatches mismatches = host.call(export);
            found.addAll(mismatches.found());
            values += mismatches.values();
            if (Making.living() != made && !lendsForEver(descriptor, export)) {
                found.add(export.name() + ": " + (Making.living() - made) + " places of Java's are not freed");
            }
            if (HostTargets.living() != kept) {
                found.add(export.name() + ": " + (HostTargets.living() - kept) + " closures of Java's are not dropped");
            }
        }
        return new Trial(found, host.exports().size(), values);
    }

    /** Whether it calls an import in which Java lends something for {@code 'static}, which it never takes back. */
    private static boolean lendsForEver(String descriptor, Export export) {
        return read(descriptor).descriptor().imports().stream()
                .filter(wanted -> export.name().equals("call_" + wanted.name()))
                .anyMatch(
                        wanted -> TypePrinter.print(wanted.signature().result()).contains("'static"));
    }

    /** The Java host of a boundary, with its plugin. */
    static Host host(String descriptor, String plugin, Side side, Path folder, UnaryOperator<String> fault)
            throws Exception {
        Data data = new Data(read(descriptor), read(plugin), true);
        Files.createDirectories(folder);
        return new Host(data, stubs(descriptor, folder), side.plugin(data.otherSide(), folder, fault));
    }

    /** The two together. */
    Trial and(Trial other) {
        List<String> both = new ArrayList<>(found);
        both.addAll(other.found);
        return new Trial(both, signatures + other.signatures, values + other.values);
    }

    static CheckedDescriptor read(String text) {
        try {
            return Descriptors.require(Descriptors.read("calls.yaml", text, List.of(Target.X86_64_LINUX_GNU)));
        } catch (InvalidDescriptorException e) {
            throw new AssertionError(text, e);
        }
    }

    /** The generated class of the library, in a class loader of its own. */
    private static Class<?> stubs(String text, Path folder) throws Exception {
        Path descriptor = Files.writeString(folder.resolve("calls.yaml"), text);
        Path classes = NativeBuild.classes(folder, descriptor, "generated", List.of());
        // The loader stays open: classes are loaded as they are needed.
        @SuppressWarnings("resource")
        URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, Trial.class.getClassLoader());
        return loader.loadClass("generated.Calls");
    }
}
