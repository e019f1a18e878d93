package org.rdylib.spec;

import java.util.Optional;

/**
 * A function that the plugin defines.
 *
 * @param symbol the {@code symbol:} of it; {@code library_name} where none is given
 */
public record Export(String name, Signature signature, Optional<String> symbol, Optional<String> doc, Place at) {

    /** The same export with another signature. */
    public Export withSignature(Signature signature) {
        return new Export(name, signature, symbol, doc, at);
    }

    /** The same export with other documentation and another place. */
    public Export withHead(Optional<String> doc, Place at) {
        return new Export(name, signature, symbol, doc, at);
    }
}
