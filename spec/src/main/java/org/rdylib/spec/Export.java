package org.rdylib.spec;

import java.util.Optional;

/**
 * A function that the plugin defines.
 *
 * @param symbol the {@code symbol:} of it; {@code library_name} where none is given
 * @param isOptional whether a caller copes with a plugin that does not have it
 * @param isLeaf whether it neither blocks nor calls back, so that a host may call it without a thread transition
 */
public record Export(
        String name,
        Signature signature,
        Optional<String> symbol,
        boolean isOptional,
        boolean isLeaf,
        Optional<String> doc,
        Place at) {

    /** An export that is neither optional nor a leaf. */
    public Export(String name, Signature signature, Optional<String> symbol, Optional<String> doc, Place at) {
        this(name, signature, symbol, false, false, doc, at);
    }

    /** The same export with another signature. */
    public Export withSignature(Signature signature) {
        return new Export(name, signature, symbol, isOptional, isLeaf, doc, at);
    }

    /** The same export with other documentation and another place. */
    public Export withHead(Optional<String> doc, Place at) {
        return new Export(name, signature, symbol, isOptional, isLeaf, doc, at);
    }
}
