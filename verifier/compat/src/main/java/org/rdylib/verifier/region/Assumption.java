package org.rdylib.verifier.region;

/** {@code longer: shorter} may be taken for granted within {@code scope}. */
record Assumption(Region longer, Region shorter, Scope scope) {}
