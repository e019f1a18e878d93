package org.rdylib.loader.stub;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.rdylib.loader.LoadException;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.loader.UnloadPolicyException;
import org.rdylib.loader.internal.DynamicLinker;
import org.rdylib.loader.internal.LibraryFile;
import org.rdylib.loader.internal.NativeAccess;
import org.rdylib.loader.internal.Nulls;
import org.rdylib.loader.internal.OpenedLibrary;
import org.rdylib.loader.internal.RunningTarget;
import org.rdylib.spec.Code;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.image.Dependencies;
import org.rdylib.verifier.image.KnownDescriptor;
import org.rdylib.verifier.image.LibraryImage;
import org.rdylib.verifier.image.LibraryImageException;
import org.rdylib.verifier.image.Machine;

/** What happens when a library is loaded, in this order: open, read, verify, link, bind. */
final class LoadSequence implements Callable<Library> {

    private final Path path;
    private final HostDescriptor host;
    private final Unload unload;
    private final Optional<Claim> given;
    private final Optional<Function<Library, List<ImportFunction>>> imports;

    /**
     * What a library without a descriptor is taken to keep to.
     *
     * @param from where that comes from, for messages
     */
    record Claim(String from, Function<Target, PluginDescriptor> descriptor) {

        /** The descriptor in a file. */
        static Claim of(Path file) {
            return new Claim(file.toString(), target -> PluginDescriptor.Given.of(file, target));
        }

        /** The stub's own. */
        static Claim of(HostDescriptor host) {
            return new Claim("that of the stub", _ -> new PluginDescriptor.OfStub(host));
        }
    }

    /**
     * What is to be done.
     *
     * @param given instead of a descriptor in the library
     * @param imports asked for once the library is found compatible
     */
    LoadSequence(
            Path path,
            HostDescriptor host,
            Unload unload,
            Optional<Claim> given,
            Optional<Function<Library, List<ImportFunction>>> imports) {
        this.path = Nulls.refuse(path, "load(file)");
        this.host = host;
        this.unload = Nulls.refuse(unload, "load(unload)");
        this.given = given;
        this.imports = imports;
    }

    /** What calls need is loaded with the first library, where there is room for it. */
    Library load() {
        if (unload == Unload.ISOLATED) {
            throw new UnloadPolicyException("this version does not load libraries under `unload: isolated`");
        }
        NativeAccess.require();
        return Roomy.run(this);
    }

    @Override
    public Library call() {
        Readiness.require();
        Target target = RunningTarget.require();
        LibraryFile file = LibraryFile.open(path);
        boolean opened = false;
        try {
            LibraryImage image = read(file, Machine.of(target).orElseThrow());
            PluginDescriptor plugin = descriptor(image, target);
            Agreement agreement = agreement(plugin, target);
            Unwinding.require(plugin, target, path.toString());
            LibraryFile linked = OpenedLibrary.known(file);
            MemorySegment handle = open(linked, image);
            opened = linked.equals(file);
            Binding binding = new Binding(path, host, agreement, handle);
            if (unload == Unload.ALLOWED) {
                return binding.bind(linked, imports);
            }
            OpenedLibrary.stays(linked, handle);
            return binding.bind(imports);
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    private LibraryImage read(LibraryFile file, Machine machine) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return readOnce(file, machine);
                } catch (LibraryImageException e) {
                    // Java closes a channel on an interrupt: that says nothing about the file.
                    if (e.code() != Code.UNREADABLE || !Thread.interrupted()) {
                        throw refused(e);
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private LibraryImage readOnce(LibraryFile file, Machine machine) throws LibraryImageException {
        try (FileChannel channel = file.channel()) {
            return LibraryImage.read(channel, machine, known());
        } catch (IOException e) {
            throw new MalformedLibraryException(Code.UNREADABLE, path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The stub's descriptor, unless a report would be due even if the library's were the same. */
    private Optional<KnownDescriptor> known() {
        return host.fits().contains(unload)
                ? Optional.of(new KnownDescriptor(host.binding(), host.fingerprint()))
                : Optional.empty();
    }

    private PluginDescriptor descriptor(LibraryImage image, Target target) {
        try {
            if (given.isPresent()) {
                return given(image, given.get(), target);
            }
            // One note needs no name: where it equals the stub's, it is the right one; where not, the verifier tells.
            return new PluginDescriptor.InLibrary(
                    image.notes().size() == 1 ? image.descriptor() : image.descriptor(host.library()));
        } catch (LibraryImageException e) {
            throw refused(e);
        }
    }

    private PluginDescriptor given(LibraryImage image, Claim claim, Target target) {
        if (!image.notes().isEmpty()) {
            throw new MalformedLibraryException(
                    Code.AMBIGUOUS_DESCRIPTOR,
                    path + " has a descriptor of its own, and " + claim.from() + " was given too");
        }
        return claim.descriptor().apply(target);
    }

    private Agreement agreement(PluginDescriptor plugin, Target target) {
        try {
            return Agreement.between(host, plugin, unload, target, path.toString());
        } catch (LibraryImageException e) {
            throw refused(e);
        }
    }

    private LoadException refused(LibraryImageException e) {
        String advice = e.code() == Code.NO_DESCRIPTOR
                ? "\n"
                      + "one of C's gets it from the source `NAME_abi.c` that `rdylib generate` writes, linked with"
                      + " the author's, one of Rust's from `abi::export!`\n"
                      + "one that nobody builds anew is taken at its word by `loadTrusted`, which stubs of nothing but"
                      + " `extern \"C\"` exports have"
                : "";
        String message = path + " " + e.getMessage() + advice;
        return e.code() == Code.OTHER_MACHINE
                ? new UnlinkableLibraryException(e.code(), message)
                : new MalformedLibraryException(e.code(), message, e);
    }

    private MemorySegment open(LibraryFile file, LibraryImage image) {
        try {
            return DynamicLinker.open(file.linkerName());
        } catch (DynamicLinker.LinkException first) {
            List<MemorySegment> neighbours = openNeighbours(image.dependencies());
            if (neighbours.isEmpty()) {
                throw cannotOpen(file, image, first);
            }
            try {
                return DynamicLinker.open(file.linkerName());
            } catch (DynamicLinker.LinkException second) {
                throw cannotOpen(file, image, second);
            } finally {
                // What needs them has them open itself.
                neighbours.forEach(DynamicLinker::close);
            }
        }
    }

    /**
     * Opens what the library needs from folders that it names relative to its own. The linker takes {@code /proc/self/fd}
     * for that folder and finds nothing there, but a library that is open already and bears the name is good enough.
     *
     * @return those that were found
     */
    private List<MemorySegment> openNeighbours(Dependencies dependencies) {
        List<MemorySegment> found = new ArrayList<>();
        for (String folder : originFolders(dependencies)) {
            for (String name : dependencies.needed()) {
                Path neighbour = Path.of(folder, name);
                if (Files.isRegularFile(neighbour)) {
                    open(neighbour, found);
                }
            }
        }
        return found;
    }

    private List<String> originFolders(Dependencies dependencies) {
        List<String> written = dependencies.runPath();
        List<String> resolved = dependencies.runPath(path);
        return IntStream.range(0, written.size())
                .filter(i -> !written.get(i).equals(resolved.get(i)))
                .mapToObj(resolved::get)
                .toList();
    }

    private void open(Path neighbour, List<MemorySegment> found) {
        try {
            found.add(DynamicLinker.open(neighbour.toString()));
        } catch (DynamicLinker.LinkException e) {
            found.forEach(DynamicLinker::close);
            throw new UnlinkableLibraryException(
                    Code.CANNOT_OPEN,
                    "the system cannot open " + neighbour + ", which " + path + " needs: " + e.getMessage());
        }
    }

    private UnlinkableLibraryException cannotOpen(
            LibraryFile file, LibraryImage image, DynamicLinker.LinkException why) {
        String message = String.valueOf(why.getMessage()).replace(file.linkerName(), path.toString());
        String advice = originFolders(image.dependencies()).isEmpty()
                ? ""
                : "\nits run path is relative to its own folder ($ORIGIN): there, a library is found by its DT_SONAME,"
                        + " which must be the name that is needed; else name the folder in LD_LIBRARY_PATH";
        return new UnlinkableLibraryException(
                Code.CANNOT_OPEN, "the system cannot open " + path + ": " + message + advice);
    }
}
