package org.rdylib.loader;

import java.nio.charset.Charset;
import org.rdylib.loader.internal.NativeCText;

/**
 * A shared C string, {@code &'a CStr}: bytes that end before a zero byte, in no encoding that the descriptor knows of.
 *
 * <p>It is used on the thread of its region, or on all if the region belongs to all, until the region is closed; every method but {@link #region} throws {@link
 * RegionClosedException} afterwards, and {@link WrongThreadException} elsewhere. Two are equal if their bytes are.
 */
public sealed interface CText permits NativeCText {

    /** How many bytes it has, without the zero. */
    int byteLength();

    /** A copy of its bytes, without the zero. */
    byte[] toBytes();

    /** A copy as a string, malformed bytes replaced. */
    String toString(Charset charset);

    /** A copy as a string, taken as UTF-8, malformed bytes replaced. */
    @Override
    String toString();

    /** Where it belongs. */
    Region region();
}
