package org.rdylib.loader;

import org.rdylib.loader.internal.NativeUnknownVariant;

/**
 * A value of an enum that may grow, of a variant that the stub does not know: its library is newer.
 *
 * <p>It can be looked at for as long as it is kept, and given back to the library that made it for as long as what it
 * borrows lives: unchanged, since nobody here knows what it holds.
 */
public sealed interface UnknownVariant permits NativeUnknownVariant {

    /** Its discriminant: of a {@code u64}, the same bits. */
    long tag();

    /** A copy of all its bytes, the discriminant first. What is an address in them is not to be followed. */
    byte[] bytes();
}
