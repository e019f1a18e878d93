package org.rdylib.verifier;

import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Severity;
import org.rdylib.spec.check.CheckedDescriptor;

/** Why a library is not linked though it may be described well: what a loader finds when it has opened it, found before. */
public final class LibraryFindings {

    private LibraryFindings() {}

    /** What is wrong with the library of that file, which does not define these. */
    public static List<Finding> ofMissing(String file, List<RequiredSymbol> symbols) {
        return symbols.stream().map(symbol -> missing(file, symbol)).toList();
    }

    private static Finding missing(String file, RequiredSymbol required) {
        return new Finding(
                Code.SYMBOL_MISSING,
                Severity.ERROR,
                required.host(),
                required.plugin(),
                required.path(),
                file + " does not define the symbol `" + required.symbol() + "`",
                List.of(),
                List.of(RequiredSymbol.REMEDY));
    }

    /** What is wrong with the library of that file, in which a panic ends the process. */
    public static List<Finding> ofAborting(
            String file, Host<CheckedDescriptor> host, Plugin<CheckedDescriptor> plugin) {
        return HostCall.first(plugin.value()).map(call -> aborting(file, host, call)).stream()
                .toList();
    }

    private static Finding aborting(String file, Host<CheckedDescriptor> host, HostCall call) {
        Descriptor copy = host.value().descriptor();
        return new Finding(
                Code.PANIC_ABORTS,
                Severity.ERROR,
                new Host<>(call.in(copy).orElse(copy.at())),
                new Plugin<>(call.at()),
                call.path(),
                file + " was built with `panic=abort`, so that an exception thrown by Java could not pass"
                        + " through it, and it calls Java: " + call.what(),
                List.of(),
                List.of("build it with `panic = \"unwind\"`"));
    }
}
