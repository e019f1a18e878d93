package org.rdylib.conformance.broken.loader;

import org.rdylib.conformance.broken.cli.Command;

/** A loader that knows the command line. */
public record Loader(Command command) {}
