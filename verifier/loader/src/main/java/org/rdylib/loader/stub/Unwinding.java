package org.rdylib.loader.stub;

import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.spec.Code;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.HostCall;

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
        HostCall.first(Agreement.readWithoutAnnotations(plugin, target, file)).ifPresent(call -> {
            throw new UnlinkableLibraryException(
                    Code.PANIC_ABORTS,
                    file + " was built with panic=abort, so that an exception thrown by Java could not pass through it,"
                            + " and it calls Java: " + call.what() + "; build it with panic=unwind");
        });
    }
}
