package org.rdylib.spec.check;

import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.CArguments;
import org.rdylib.spec.link.Suggestions;

/** The {@code shutdown:} of a library is an export that anyone can call: {@code fn()}, plain or checked. */
final class Shutdown {

    private Shutdown() {}

    /** Checks a descriptor all exports of which could be read. */
    static void check(Descriptor descriptor, Problems problems) {
        Optional<String> name = descriptor.onUnload().shutdown();
        if (name.isPresent()) {
            names(descriptor, name.get(), problems);
        }
    }

    private static void names(Descriptor descriptor, String name, Problems problems) {
        Place at = descriptor.onUnload().at();
        Optional<Export> export = descriptor.export(name);
        if (export.isEmpty()) {
            missing(descriptor, name, at, problems);
        } else if (!isCallable(export.get())) {
            problems.error(
                    Code.SHUTDOWN,
                    at,
                    "`" + name + "` cannot shut the library down: it is not simply `fn()`",
                    "take nothing, return nothing, and be neither `unsafe` nor optional, nor a leaf, which does not"
                            + " wait");
        }
    }

    private static void missing(Descriptor descriptor, String name, Place at, Problems problems) {
        String message = "there is no export `" + name + "` to shut the library down";
        new Suggestions()
                .nearest(name, descriptor.exports().stream().map(Export::name))
                .ifPresentOrElse(
                        m -> problems.error(Code.UNKNOWN_NAME, at, message, "did you mean `" + m + "`?"),
                        () -> problems.error(
                                Code.UNKNOWN_NAME, at, message, "declare it: `exports: {" + name + ": \"fn()\"}`"));
    }

    private static boolean isCallable(Export export) {
        Signature signature = export.signature();
        return !export.isOptional()
                && !export.isLeaf()
                && CArguments.unusual(export).isEmpty()
                && signature.parameters().isEmpty()
                && signature.result() instanceof Type.Unit
                && !signature.isUnsafe();
    }
}
