package org.rdylib.loader;

import org.rdylib.loader.internal.NativeUnknownVariant;

/**
 * A value of an enum that may grow, of a variant that the stub does not know: its library is newer.
 *
 * <p>It can be looked at for as long as it is kept, and given back to the library that made it for as long as what it
 * borrows lives: unchanged, since nobody here knows what it holds. To any other library, be it another load of the same
 * file, it is an {@link OtherLibraryException}, and so it is equal only to one of the same library. It is given back on
 * the thread that it was given to, else that is a {@link WrongThreadException}, unless by the library's own copy of the
 * descriptor all that its variant holds is {@code Send} and {@code Sync}. One that holds what there may be only one of, a
 * {@code &mut}, is not given back at all, since it could be twice: that is an {@link IllegalArgumentException}.
 */
public sealed interface UnknownVariant permits NativeUnknownVariant {

    /** Its discriminant: of a {@code u64}, the same bits. */
    long tag();

    /** A copy of all its bytes, the discriminant first. What is an address in them is not to be followed. */
    byte[] bytes();
}
