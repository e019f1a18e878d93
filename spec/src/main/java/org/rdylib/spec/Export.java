package org.rdylib.spec;

import java.util.Optional;

/**
 * A function that the plugin defines.
 *
 * @param symbol the {@code symbol:} of it; {@code library_name} where none is given
 */
public record Export(String name, Signature signature, Optional<String> symbol, Optional<String> doc, Place at) {}
