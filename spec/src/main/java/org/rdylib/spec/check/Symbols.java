package org.rdylib.spec.check;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Lifetime;
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
     * it and nothing else, whatever its lifetimes are, and keeps no promise.
     */
    private static void drop(
            Descriptor descriptor, TypeDeclaration.Opaque opaque, Map<String, Export> exports, Problems problems) {
        String symbol = opaque.drop().orElse("");
        Optional<Export> export = Optional.ofNullable(exports.get(symbol));
        Optional<String> owner = symbol.equals(descriptor.importsSymbol())
                ? Optional.of("the pointer to the imports")
                : export.flatMap(e -> unfit(e, opaque).map(why -> "the export `" + e.name() + "`, which " + why));
        owner.ifPresent(o -> problems.error(
                Code.DUPLICATE_SYMBOL,
                opaque.at(),
                "the `drop` of `" + opaque.name() + "` is the symbol of " + o,
                "name the function that frees it, `extern \"C\" fn(value: " + boxed(opaque) + ")`"));
    }

    /** Why {@code export} does not serve as the {@code drop} of {@code opaque}; empty where it does. */
    private static Optional<String> unfit(Export export, TypeDeclaration.Opaque opaque) {
        Signature signature = export.signature();
        boolean isAnswered = signature.result() instanceof Type.Unit || signature.result() instanceof Type.Scalar;
        if (signature.convention() != Convention.C
                || !isAnswered
                || signature.parameters().size() != 1
                || !(signature.parameters().getFirst().type() instanceof Type.Handle(var target, var _)
                        && target.name().equals(opaque.name()))
                || CArguments.unusual(export).isPresent()) {
            return Optional.of("does not just take a `" + boxed(opaque) + "`");
        }
        if (signature.isUnsafe()) {
            return Optional.of("is `unsafe`: who drops a value keeps no promise");
        }
        boolean takesEvery = signature.where().isEmpty()
                && target.arguments().stream()
                        .noneMatch(l -> l instanceof Lifetime.Static || l instanceof Lifetime.Dylib)
                && target.arguments().stream()
                                .map(Lifetime::toString)
                                .distinct()
                                .count()
                        == target.arguments().size();
        return takesEvery ? Optional.empty() : Optional.of("does not take every `" + boxed(opaque) + "`");
    }

    /** The type of an owned value, of whatever lifetimes. */
    private static String boxed(TypeDeclaration.Opaque opaque) {
        String lifetimes =
                String.join(", ", Collections.nCopies(opaque.lifetimes().size(), "'_"));
        return "Box<" + opaque.name() + (lifetimes.isEmpty() ? "" : "<" + lifetimes + ">") + ">";
    }
}
