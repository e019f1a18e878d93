package org.rdylib.loader.internal;

/** The bytes of a text by their address. */
abstract sealed class NativeBytes permits NativeText, NativeCText {

    final NativeRegion region;
    final long address;
    final int length;

    NativeBytes(NativeRegion region, long address, int length) {
        this.region = region;
        this.address = address;
        this.length = length;
    }

    /** Where its bytes are, once it is seen that they can be used, and as long as the running call takes. */
    public final long address() {
        region.hold();
        return address;
    }

    /** How long they can be used. */
    public final NativeRegion region() {
        return region;
    }

    /** How many there are. */
    public final int byteLength() {
        region.check();
        return length;
    }

    /** A copy of them. */
    public final byte[] toBytes() {
        int mark = region.enter();
        try {
            return RawMemory.read(address, length);
        } finally {
            NativeRegion.leave(mark);
        }
    }
}
