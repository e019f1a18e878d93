package org.rdylib.loader.internal;

/** Reads a value of one type. */
@FunctionalInterface
public interface ValueReader<T> {

    /** The value at an address. */
    T read(long at);
}
