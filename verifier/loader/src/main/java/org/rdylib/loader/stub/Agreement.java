package org.rdylib.loader.stub;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.loader.IncompatibleLibraryException;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Remainder;
import org.rdylib.verifier.Report;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verdict;
import org.rdylib.verifier.Verifier;
import org.rdylib.verifier.image.LibraryImageException;

/**
 * That a library may be linked with a stub.
 *
 * @param imports the library's imports in the order of its table, which is that of its own copy of the descriptor
 * @param exports what the library exports by its own copy; empty where that is the stub's: all that the stub calls
 * @param leaves whether its own copy says that all are leaves that the stub's says are
 * @param copies what its own copy says of the types that may grow
 * @param drops the functions of its own that those types need
 * @param shutdown what ends the library's threads, if it is to be called before the library is unloaded
 */
record Agreement(
        List<String> imports,
        Optional<Set<String>> exports,
        boolean leaves,
        Copies copies,
        DropFunctions drops,
        Optional<ShutdownExport> shutdown) {

    /**
     * An export {@code fn()}.
     *
     * @param plain whether it is called as C calls it, and answers no failure
     */
    record ShutdownExport(String symbol, boolean plain) {}

    /** Whether the library's own copy describes what the stub calls {@code export}. */
    boolean describes(String export) {
        return exports.isEmpty() || exports.get().contains(export);
    }

    /**
     * Holds the two copies against each other. Where they are equal, byte for byte, the generator's verdict holds, and
     * of a library that stays nothing is parsed: that is how most libraries are loaded.
     *
     * @param target what they are linked on
     * @param file the library, for messages
     * @throws IncompatibleLibraryException if they do not fit
     * @throws MalformedLibraryException if the library's copy is ill-formed
     * @throws LibraryImageException if the library's copy is damaged
     */
    static Agreement between(HostDescriptor host, PluginDescriptor plugin, Unload unload, Target target, String file)
            throws LibraryImageException {
        boolean stays = unload == Unload.NEVER;
        if (stays && host.fits().contains(unload) && plugin.isThatOf(host)) {
            return new Agreement(
                    host.imports(), Optional.empty(), true, Copies.SAME, new DropFunctions(), Optional.empty());
        }
        Optional<Agreement> quick =
                host.fits().contains(unload) ? ofRemainder(host, plugin, unload, target, file) : Optional.empty();
        // No sooner: what was found in a damaged copy is forgotten.
        plugin.requireIntact();
        if (quick.isPresent()) {
            return quick.get();
        }
        CheckedDescriptor own = readWithoutAnnotations(plugin, target, file);
        CheckedDescriptor stubs = read(host, noAnnotations(), target);
        if (!Verifier.areCompatible(new Host<>(stubs), new Plugin<>(own), unload, target)) {
            throw incompatible(host, plugin, unload, target, file);
        }
        Descriptor descriptor = own.descriptor();
        return of(
                descriptor.imports().stream().map(Import::name).toList(),
                descriptor.exports().stream().map(Export::name).collect(Collectors.toUnmodifiableSet()),
                stubs,
                own,
                unload,
                target);
    }

    /** Whether the library says of all that the stub takes for leaves that they are: it is asked of what both have. */
    private static boolean areLeaves(Descriptor stubs, Descriptor own) {
        Set<String> others = new HashSet<>();
        for (Export export : own.exports()) {
            if (!export.isLeaf()) {
                others.add(export.name());
            }
        }
        for (Export export : stubs.exports()) {
            if (export.isLeaf() && others.contains(export.name())) {
                return false;
            }
        }
        return true;
    }

    /** That of copies that fit, whole or what is left of them. */
    private static Agreement of(
            List<String> imports,
            Set<String> exports,
            CheckedDescriptor stubs,
            CheckedDescriptor own,
            Unload unload,
            Target target) {
        DropFunctions drops = new DropFunctions();
        return new Agreement(
                imports,
                Optional.of(exports),
                areLeaves(stubs.descriptor(), own.descriptor()),
                Growth.between(stubs, own, target, drops),
                drops,
                unload == Unload.NEVER ? Optional.empty() : shutdown(own.descriptor()));
    }

    /**
     * The agreement that is seen where all that both copies say alike is left out; empty where none is seen. What the
     * generator has found of the stub's copy is taken for granted.
     */
    private static Optional<Agreement> ofRemainder(
            HostDescriptor host, PluginDescriptor plugin, Unload unload, Target target, String file) {
        Optional<Remainder> remainder = Remainder.of(new Host<>(host.bindingBytes()), new Plugin<>(plugin.binding()));
        if (remainder.isEmpty()) {
            return Optional.empty();
        }
        Optional<CheckedDescriptor> own =
                Canonical.readQuickly(remainder.get().plugin().value(), file, target);
        Optional<CheckedDescriptor> stubs =
                Canonical.readQuickly(remainder.get().host().value(), host.library(), target);
        if (own.isEmpty()
                || stubs.isEmpty()
                || !Verifier.areCompatible(new Host<>(stubs.get()), new Plugin<>(own.get()), unload, target)) {
            return Optional.empty();
        }
        return Optional.of(of(
                remainder.get().imports(),
                Set.copyOf(remainder.get().exports()),
                stubs.get(),
                own.get(),
                unload,
                target));
    }

    /** The same once more, for a report that names the authors' places: they are read where one is written, and not else. */
    private static IncompatibleLibraryException incompatible(
            HostDescriptor host, PluginDescriptor plugin, Unload unload, Target target, String file) {
        CheckedDescriptor own = read(plugin, plugin.annotations(), target, file);
        CheckedDescriptor stubs = read(host, host.annotationBytes(), target);
        Verdict verdict = Verifier.verify(new Host<>(stubs), new Plugin<>(own), unload, target);
        return new IncompatibleLibraryException(file, verdict, Report.text(verdict));
    }

    /** The library's own copy says what is to be called, whatever the stub calls itself. */
    private static Optional<ShutdownExport> shutdown(Descriptor descriptor) {
        return descriptor.onUnload().shutdown().map(name -> {
            Export export = descriptor.export(name).orElseThrow();
            return new ShutdownExport(
                    descriptor.symbolOf(export), export.signature().convention() == Convention.C);
        });
    }

    /** Annotations that say nothing. */
    static byte[] noAnnotations() {
        return new byte[] {'{', '}'};
    }

    /** The library's copy, of which nobody is told where its author has written what. */
    static CheckedDescriptor readWithoutAnnotations(PluginDescriptor plugin, Target target, String file) {
        return read(plugin, noAnnotations(), target, file);
    }

    private static CheckedDescriptor read(PluginDescriptor plugin, byte[] annotations, Target target, String file) {
        try {
            return Canonical.read(plugin.binding(), annotations, file, target);
        } catch (InvalidDescriptorException e) {
            throw new MalformedLibraryException(
                    Code.MALFORMED_NOTE, file + " has a descriptor that is ill-formed:\n" + e.getMessage(), e);
        }
    }

    private static CheckedDescriptor read(HostDescriptor host, byte[] annotations, Target target) {
        try {
            return Canonical.read(host.bindingBytes(), annotations, host.library(), target);
        } catch (InvalidDescriptorException e) {
            throw new IllegalArgumentException("the stub's own descriptor is ill-formed: it was changed", e);
        }
    }
}
