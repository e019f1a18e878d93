package org.rdylib.loader.internal;

import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.CText;
import org.rdylib.loader.InvalidValueException;

/** A C string by its address. */
public final class NativeCText extends NativeBytes implements CText {

    NativeCText(NativeRegion region, long address, int length) {
        super(region, address, length);
    }

    /**
     * A C string that a library gave.
     *
     * @param place where it came from, for the message
     * @throws InvalidValueException if its address is null or it is longer than Java can hold
     */
    public static NativeCText checked(NativeRegion region, long address, String place) {
        return new NativeCText(region, address, lengthOf(address, place));
    }

    /** How many bytes stand at {@code address} before a zero. */
    public static int lengthOf(long address, String place) {
        if (address == 0) {
            throw new InvalidValueException(place + ": a C string with a null address");
        }
        if (address < 0) {
            throw new InvalidValueException(
                    place + ": a C string at 0x" + Long.toHexString(address) + ", where no program has memory");
        }
        int length = 0;
        while (RawMemory.ALL.get(ValueLayout.JAVA_BYTE, address + length) != 0) {
            if (++length == Integer.MAX_VALUE - 8) {
                throw new InvalidValueException(place + ": a C string of more bytes than Java can hold");
            }
        }
        return length;
    }

    @Override
    public String toString(Charset charset) {
        return new String(toBytes(), charset);
    }

    @Override
    public String toString() {
        return toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CText text && Arrays.equals(toBytes(), text.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }
}
