package org.rdylib.verifier;

/** What belongs to the plugin's copy. Its own type, so that the two copies cannot be mixed up. */
public record Plugin<T>(T value) {}
