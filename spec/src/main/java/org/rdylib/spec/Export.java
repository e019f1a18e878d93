package org.rdylib.spec;

import java.util.Optional;

/**
 * A function that the plugin defines.
 *
 * @param symbol the {@code symbol:} of it; {@code library_name} where none is given
 * @param isOptional whether a caller copes with a plugin that does not have it
 * @param c how a C function that is already there takes what the signature says, where that is not the usual way
 * @param isLeaf whether it neither blocks nor calls back, so that a host may call it without a thread transition
 */
public record Export(
        String name,
        Signature signature,
        Optional<String> symbol,
        Optional<CEntry> c,
        boolean isOptional,
        boolean isLeaf,
        Optional<String> doc,
        Place at) {

    /** An export that is neither optional nor a leaf, and passes its arguments in the usual way. */
    public Export(String name, Signature signature, Optional<String> symbol, Optional<String> doc, Place at) {
        this(name, signature, symbol, Optional.empty(), false, false, doc, at);
    }

    /** The same export with another signature. */
    public Export withSignature(Signature signature) {
        return new Export(name, signature, symbol, c, isOptional, isLeaf, doc, at);
    }

    /** The same export with what {@code c:} says at another place. */
    public Export withC(Optional<CEntry> c) {
        return new Export(name, signature, symbol, c, isOptional, isLeaf, doc, at);
    }

    /** The same export with other documentation and another place. */
    public Export withHead(Optional<String> doc, Place at) {
        return new Export(name, signature, symbol, c, isOptional, isLeaf, doc, at);
    }
}
