package org.rdylib.loader.internal;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.Text;

/** A text by its address. */
public final class NativeText extends NativeBytes implements Text {

    private @Nullable String decoded;

    private NativeText(NativeRegion region, long address, int length) {
        super(region, address, length);
    }

    /** A text whose bytes are known to be UTF-8. */
    static NativeText trusted(NativeRegion region, long address, int length) {
        return new NativeText(region, address, length);
    }

    /**
     * A text that a library gave.
     *
     * @param place where it came from, for the message
     * @throws InvalidValueException if it has a null address, is longer than Java can hold, or is not UTF-8
     */
    public static NativeText checked(NativeRegion region, long address, long length, String place) {
        return new NativeText(region, address, checkedLength(address, length, place));
    }

    /** The length of a text that a library gave, once it is seen to be UTF-8. */
    public static int checkedLength(long address, long length, String place) {
        if (address == 0) {
            throw new InvalidValueException(place + ": a text with a null address");
        }
        if (address < 0) {
            throw new InvalidValueException(
                    place + ": a text at 0x" + Long.toHexString(address) + ", where no program has memory");
        }
        if (length < 0 || length > Integer.MAX_VALUE - 8) {
            throw new InvalidValueException(
                    place + ": a text of " + Long.toUnsignedString(length) + " bytes, more than Java can hold");
        }
        long invalid = Utf8.firstInvalid(address, length);
        if (invalid >= 0) {
            throw new InvalidValueException(place + ": not UTF-8 at byte " + invalid + " of " + length);
        }
        return (int) length;
    }

    @Override
    public Text slice(int fromByte, int toByte) {
        int mark = region.enter();
        try {
            Objects.checkFromToIndex(fromByte, toByte, length);
            if (!isBoundary(fromByte) || !isBoundary(toByte)) {
                throw new IndexOutOfBoundsException(fromByte + " to " + toByte + " cuts a character in two");
            }
            return new NativeText(region, address + fromByte, toByte - fromByte);
        } finally {
            NativeRegion.leave(mark);
        }
    }

    private boolean isBoundary(int index) {
        return index == length || Utf8.isBoundary(address + index);
    }

    @Override
    public int length() {
        return toString().length();
    }

    @Override
    public boolean isEmpty() {
        return byteLength() == 0;
    }

    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Text text && toString().equals(text.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        region.check();
        String text = decoded;
        if (text == null) {
            text = new String(toBytes(), StandardCharsets.UTF_8);
            decoded = text;
        }
        return text;
    }
}
