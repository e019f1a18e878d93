package org.rdylib.conformance.broken.cli;

/** A command that is known from below. */
public record Command() {}
