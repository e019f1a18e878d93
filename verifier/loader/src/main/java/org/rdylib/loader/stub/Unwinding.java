package org.rdylib.loader.stub;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;

/**
 * Whether an exception that Java throws in a callback can pass through a library. It cannot pass through Rust that was
 * built with {@code panic=abort}: the process would end. Such a library says so in its note, and is not linked if it
 * calls Java. A panic in it ends the process in any case, as a crash of other libraries does.
 */
final class Unwinding {

    private Unwinding() {}

    /**
     * Returns if the library can unwind, or calls nobody.
     *
     * @param file the library, for the message
     * @throws UnlinkableLibraryException if not
     */
    static void require(PluginDescriptor plugin, Target target, String file) {
        if (!plugin.abortsOnPanic()) {
            return;
        }
        caller(Agreement.readWithoutAnnotations(plugin, target, file)).ifPresent(caller -> {
            throw new UnlinkableLibraryException(
                    Code.PANIC_ABORTS,
                    file + " was built with panic=abort, so that an exception thrown by Java could not pass through it,"
                            + " and it calls Java: " + caller + "; build it with panic=unwind");
        });
    }

    /** Something by which the library calls Java. */
    private static Optional<String> caller(CheckedDescriptor checked) {
        Descriptor descriptor = checked.descriptor();
        Stream<String> imports = descriptor.imports().stream().map(imported -> "import " + imported.name());
        Stream<String> exports = descriptor.exports().stream()
                .filter(export -> isGivenClosures(export.signature()))
                .map(export -> "a closure of " + export.name());
        Stream<String> methods = descriptor.interfaces().stream()
                .flatMap(declared -> declared.methods().stream()
                        .filter(method -> isGivenClosures(method.signature()))
                        .map(method -> "a closure of " + declared.name() + "." + method.name()));
        return Stream.of(imports, exports, methods).flatMap(all -> all).findFirst();
    }

    private static boolean isGivenClosures(Signature signature) {
        AtomicBoolean found = new AtomicBoolean();
        Types.parts(signature)
                .forEach(part -> Types.forEach(part, type -> found.compareAndSet(false, type instanceof Type.Closure)));
        return found.get();
    }
}
