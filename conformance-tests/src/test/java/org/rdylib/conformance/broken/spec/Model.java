package org.rdylib.conformance.broken.spec;

import org.rdylib.conformance.broken.spec.syntax.Syntax;
import org.rdylib.conformance.broken.verifier.Verifier;

/** A model that knows its syntax, and its verifier. */
public record Model(Syntax syntax, Verifier verifier) {}
