package org.rdylib.loader.stub;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verifier;

/** A stub of a few lines for any descriptor whose exports are {@code extern "C" fn() -> i32}. */
final class Tiny {

    static final String DESCRIPTOR = """
        abi: 1
        library: tiny
        version: 1.0.0
        exports:
          answer: 'extern "C" fn() -> i32'
        """;

    private static final MethodHandle CALL = Downcalls.handle(FunctionDescriptor.of(JAVA_INT));

    private Tiny() {}

    static CheckedDescriptor checked(String descriptor) {
        try {
            return Descriptors.require("tiny.yaml", descriptor);
        } catch (InvalidDescriptorException e) {
            throw new IllegalArgumentException(e.diagnostics().toString(), e);
        }
    }

    /** What a generator would write down. */
    static HostDescriptor host(String text) {
        CheckedDescriptor checked = checked(text);
        Descriptor descriptor = checked.descriptor();
        CanonicalForm form = CanonicalForm.of(checked);
        Set<Unload> fits = EnumSet.noneOf(Unload.class);
        for (Unload unload : List.of(Unload.NEVER, Unload.ALLOWED)) {
            if (Verifier.verify(new Host<>(checked), new Plugin<>(checked), unload, Target.X86_64_LINUX_GNU)
                    .isCompatible()) {
                fits.add(unload);
            }
        }
        return new HostDescriptor(
                descriptor.library(),
                HexFormat.of().formatHex(form.fingerprint()),
                fits,
                descriptor.exports().stream().map(e -> export(descriptor, e)).toList(),
                descriptor.imports().stream().map(Import::name).toList()) {
            @Override
            protected List<String> binding() {
                return List.of(form.binding());
            }

            @Override
            protected List<String> annotations() {
                return List.of(form.annotations());
            }
        };
    }

    private static ExportSymbol export(Descriptor descriptor, Export export) {
        return new ExportSymbol(export.name(), export.symbol().orElse(descriptor.library() + "_" + export.name()));
    }

    /** The note of a descriptor, for a library. */
    static CLibrary note(CLibrary library, String descriptor) {
        CanonicalForm form = CanonicalForm.of(checked(descriptor));
        return library.note(form.binding(), form.annotations());
    }

    static Library load(Path file, String descriptor) {
        return Library.load(file, host(descriptor), Unload.NEVER, _ -> List.of());
    }

    static int call(Library library, String export) {
        CallFrame frame = library.enter();
        try {
            return (int) CALL.invokeExact(library.function(export));
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** An import {@code fn()} that writes its name down. */
    static ImportFunction note(String name, List<String> called) {
        MethodHandle target = Upcalls.method(
                MethodHandles.lookup(),
                new Entry("called", FunctionDescriptor.of(JAVA_LONG)),
                List.class,
                String.class);
        return new ImportFunction(
                name, MethodHandles.insertArguments(target, 0, called, name), FunctionDescriptor.of(JAVA_LONG));
    }

    static long called(List<String> called, String name) {
        called.add(name);
        return 0;
    }

    /** An import {@code fn()} that does something. */
    static ImportFunction running(String name, Library library, Runnable what) {
        return running(name, new Entry("run", FunctionDescriptor.of(JAVA_LONG)), library, what);
    }

    /** An import {@code extern "C" fn()} that does something. */
    static ImportFunction runningPlainly(String name, Library library, Runnable what) {
        Entry entry = new Entry("runPlainly", FunctionDescriptor.ofVoid()).answering(Exhausted.ofImport(0));
        return running(name, entry, library, what);
    }

    private static ImportFunction running(String name, Entry entry, Library library, Runnable what) {
        return ImportFunction.of(name, MethodHandles.lookup(), entry, library, Runnable.class, what);
    }

    @SuppressWarnings("unused") // called through an import
    private static long run(Library library, Runnable what) {
        Upcall upcall = Upcall.enter(library);
        try {
            what.run();
            return upcall.leave();
        } catch (Throwable thrown) {
            upcall.thrown = thrown;
            upcall.describe();
            return upcall.failure;
        }
    }

    @SuppressWarnings("unused") // called through an import
    private static void runPlainly(Library library, Runnable what) {
        Upcall upcall = Upcall.enter(library);
        try {
            what.run();
            upcall.leave();
        } catch (Throwable thrown) {
            Upcall.fail(upcall, thrown);
        }
    }

    static List<String> list() {
        return new ArrayList<>();
    }
}
