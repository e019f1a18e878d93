package org.rdylib.spec;

import java.util.Optional;

/** A field of a struct or of an enum's variant. */
public record Field(String name, Type type, Optional<String> doc, Place at) {}
