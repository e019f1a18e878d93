package org.rdylib.spec.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.layout.CArguments;

/** The plugin defines one symbol for each export, and one for the pointer to its imports: all different. */
final class Symbols {

    private Symbols() {}

    static void check(Descriptor descriptor, Problems problems) {
        String imports = descriptor.importsSymbol();
        Map<String, Export> exports = new HashMap<>();
        for (Export export : descriptor.exports()) {
            String symbol = descriptor.symbolOf(export);
            Optional<Export> first = Optional.ofNullable(exports.putIfAbsent(symbol, export));
            if (first.isPresent() || symbol.equals(imports)) {
                String owner = symbol.equals(imports)
                        ? "the pointer to the imports"
                        : "the export `" + first.orElse(export).name() + "`";
                problems.error(
                        Code.DUPLICATE_SYMBOL,
                        export.at(),
                        "the symbol `" + symbol + "` of `" + export.name() + "` is that of " + owner,
                        "give the export another `symbol:`");
            }
        }
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Opaque opaque) {
                drop(descriptor, opaque, exports, problems);
            }
        }
    }

    /**
     * What ends an opaque value may be an export too, which is then that function and no other. Who drops a value passes
     * it and nothing else.
     */
    private static void drop(
            Descriptor descriptor, TypeDeclaration.Opaque opaque, Map<String, Export> exports, Problems problems) {
        String symbol = opaque.drop().orElse("");
        Optional<Export> export = Optional.ofNullable(exports.get(symbol));
        boolean serves = export.isEmpty()
                || (frees(export.get().signature(), opaque)
                        && CArguments.unusual(export.get()).isEmpty());
        if (!serves || symbol.equals(descriptor.importsSymbol())) {
            problems.error(
                    Code.DUPLICATE_SYMBOL,
                    opaque.at(),
                    "the `drop` of `" + opaque.name() + "` is the symbol of "
                            + (serves
                                    ? "the pointer to the imports"
                                    : "the export `" + export.get().name() + "`, which does not just take a `Box<"
                                            + opaque.name() + ">`"),
                    "name the function that frees it, `extern \"C\" fn(value: Box<" + opaque.name() + ">)`");
        }
    }

    private static boolean frees(Signature signature, TypeDeclaration.Opaque opaque) {
        boolean isAnswered = signature.result() instanceof Type.Unit || signature.result() instanceof Type.Scalar;
        return signature.convention() == Convention.C
                && isAnswered
                && signature.parameters().size() == 1
                && signature.parameters().getFirst().type() instanceof Type.Handle(var target, var _)
                && target.name().equals(opaque.name());
    }
}
