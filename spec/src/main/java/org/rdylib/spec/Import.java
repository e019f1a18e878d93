package org.rdylib.spec;

import java.util.Optional;

/** A function that the host provides to the plugin. */
public record Import(String name, Signature signature, Optional<String> doc, Place at) {}
