package org.rdylib.conformance.broken.codegen;

import org.rdylib.conformance.broken.loader.Loader;

/** A generator that knows the loader. */
public record Generator(Loader loader) {}
