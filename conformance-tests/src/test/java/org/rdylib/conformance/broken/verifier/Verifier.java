package org.rdylib.conformance.broken.verifier;

import java.lang.foreign.MemorySegment;
import org.rdylib.conformance.broken.codegen.Generator;

/** A verifier that knows the generator, and touches memory. */
public record Verifier(Generator generator, MemorySegment memory) {}
