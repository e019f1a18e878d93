package org.rdylib.conformance.broken.spec.syntax;

import org.rdylib.conformance.broken.spec.Model;

/** A stage that the model knows: a cycle. */
public interface Syntax {
    Model read(String text);
}
