package org.rdylib.loader.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.Text;

/** A text by its address. */
public final class NativeText extends NativeBytes implements Text {

    /** Whether its bytes are known to be a character each. */
    private final boolean ascii;

    private @Nullable String decoded;

    private NativeText(NativeRegion region, long address, int length, boolean ascii) {
        super(region, address, length);
        this.ascii = ascii;
    }

    /**
     * A text whose bytes are known to be UTF-8.
     *
     * @param ascii whether they are known to be a character each
     */
    static NativeText trusted(NativeRegion region, long address, int length, boolean ascii) {
        return new NativeText(region, address, length, ascii);
    }

    /**
     * A text that a library gave.
     *
     * @param place where it came from, for the message
     * @throws InvalidValueException if it has a null address, is longer than Java can hold, or is not UTF-8
     */
    public static NativeText checked(NativeRegion region, long address, long length, String place) {
        boolean ascii = check(address, length, place);
        return new NativeText(region, address, (int) length, ascii);
    }

    /**
     * Sees that a text that a library gave is UTF-8, and no longer than Java can hold.
     *
     * @return whether its bytes are a character each
     */
    public static boolean check(long address, long length, String place) {
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
        if (Utf8.isAscii(address, (int) length)) {
            return true;
        }
        long invalid = Utf8.firstInvalid(address, length);
        if (invalid >= 0) {
            throw new InvalidValueException(place + ": not UTF-8 at byte " + invalid + " of " + length);
        }
        return false;
    }

    @Override
    public Text slice(int fromByte, int toByte) {
        int mark = region.enter();
        try {
            Objects.checkFromToIndex(fromByte, toByte, length);
            if (!isBoundary(fromByte) || !isBoundary(toByte)) {
                throw new IndexOutOfBoundsException(fromByte + " to " + toByte + " cuts a character in two");
            }
            return new NativeText(region, address + fromByte, toByte - fromByte, ascii);
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
            text = decode();
            decoded = text;
        }
        return text;
    }

    private String decode() {
        int mark = region.enter();
        try {
            return Utf8.string(address, length, ascii);
        } finally {
            NativeRegion.leave(mark);
        }
    }
}
