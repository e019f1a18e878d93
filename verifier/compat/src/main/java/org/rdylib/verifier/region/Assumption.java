package org.rdylib.verifier.region;

/** {@code longer: shorter} may be taken for granted in the scope that it belongs to. */
record Assumption(Region longer, Region shorter) {}
