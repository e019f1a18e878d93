package org.rdylib.spec;

import java.util.Optional;

/** A method of an interface; its signature has a receiver. */
public record Method(String name, Signature signature, Optional<String> doc, Place at) {}
