package org.rdylib.verifier;

/** What belongs to the host's copy. Its own type, so that the two copies cannot be mixed up. */
public record Host<T>(T value) {}
