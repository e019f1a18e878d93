package org.rdylib.loader.internal;

import org.rdylib.loader.Ref;

/** A reference by its address. */
public final class NativeRef<T> implements Ref<T> {

    private final NativeRegion region;
    private final long address;
    private final ValueReader<T> reader;
    private final String type;
    private final Object origin;

    /**
     * To memory that belongs to {@code region}.
     *
     * @param type of the value, as a descriptor spells it, without lifetimes
     * @param origin what stands for the library that it is of, and says what that knows of the type and what it leads to
     */
    public NativeRef(NativeRegion region, long address, ValueReader<T> reader, String type, Object origin) {
        this.region = region;
        this.address = address;
        this.reader = reader;
        this.type = type;
        this.origin = origin;
    }

    /**
     * Where the value is, once it is seen that it can be used, and for that type; and as long as the running call takes.
     *
     * @throws IllegalArgumentException if it was made for another: Java has one {@code Ref<Integer>} for many
     */
    public long address(String wanted) {
        region.hold();
        if (!type.equals(wanted)) {
            throw new IllegalArgumentException("a reference of `" + type + "` is passed where one of `" + wanted
                    + "` is expected: copy its values with the stub's own method");
        }
        return address;
    }

    /** What stands for the library that it is of, and says what that knows of the type and what it leads to. */
    public Object origin() {
        return origin;
    }

    @Override
    public T get() {
        int mark = region.enter();
        try {
            return reader.read(address);
        } finally {
            NativeRegion.leave(mark);
        }
    }

    @Override
    public NativeRegion region() {
        return region;
    }

    @Override
    public String toString() {
        return Showing.of(new Showing.Place(type, address, -1), () -> "&" + get(), "&...");
    }
}
