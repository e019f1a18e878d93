package org.rdylib.spec.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;

/** The plugin defines one symbol for each export, and one for the pointer to its imports: all different. */
final class Symbols {

    private Symbols() {}

    static void check(Descriptor descriptor, Problems problems) {
        Map<String, String> owners = new HashMap<>();
        owners.put(descriptor.importsSymbol(), "the pointer to the imports");
        for (Export export : descriptor.exports()) {
            String symbol = descriptor.symbolOf(export);
            Optional<String> owner =
                    Optional.ofNullable(owners.putIfAbsent(symbol, "the export `" + export.name() + "`"));
            owner.ifPresent(o -> problems.error(
                    Code.DUPLICATE_SYMBOL,
                    export.at(),
                    "the symbol `" + symbol + "` of `" + export.name() + "` is that of " + o,
                    "give the export another `symbol:`"));
        }
    }
}
