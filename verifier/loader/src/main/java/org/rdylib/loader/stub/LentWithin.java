package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.internal.NativeMut;

/**
 * The places that a call lends within other values: where what is in them has been copied to, and how what the library leaves
 * there is copied back and freed.
 *
 * <p>What is behind a {@code &mut} is read again when the library has answered. It may hold other places than before, but
 * only such as were lent to that call, or parts of them, and each only once.
 */
public final class LentWithin {

    /**
     * A place.
     *
     * @param at where what is in it lies
     * @param size of that, in bytes
     * @param type of the reference to it
     * @param left copies it back
     */
    private record Lent(NativeMut<?> place, long at, long size, String type, Runnable left) {}

    private final List<Lent> lent = new ArrayList<>();
    private final List<Runnable> over = new ArrayList<>();

    /** The bytes that what has come back refers to: where some begin, and where these end. */
    private final NavigableMap<Long, Long> came = new TreeMap<>();

    /** The place behind the one that was found last: most libraries leave them in the order in which they were lent. */
    private int next;

    LentWithin() {}

    /**
     * Lends a place.
     *
     * @param at where what is in it has been copied to
     * @param size of that, in bytes
     * @param type of the reference to it, as a descriptor spells that
     * @param left copies it back
     */
    public void lentAt(Mut<?> place, long at, long size, String type, Runnable left) {
        lent.add(new Lent((NativeMut<?>) place, at, size, type, left));
    }

    /** What is to be done once the library has been called, whatever came of it. */
    public void whenOver(Runnable action) {
        over.add(action);
    }

    /** The library has answered: reads what it has left. */
    public void answered() {
        for (Lent place : lent) {
            place.left.run();
        }
    }

    /** The call is over: frees what is left. */
    public void over() {
        over.forEach(Runnable::run);
    }

    /**
     * The place that a {@code &mut T} refers to now.
     *
     * @param where it stands, for the message
     * @throws InvalidValueException if none was lent there, or it has come back already
     */
    @SuppressWarnings("unchecked") // the type is the same as when it was lent
    public <T> Mut<T> placeAt(long at, String type, String where) {
        Optional<Lent> found = find(place -> place.at == at && place.type.equals(type));
        if (found.isPresent()) {
            claim(at, found.get().size, where);
            return (Mut<T>) found.get().place;
        }
        throw notLent(at, where);
    }

    /**
     * The place that a {@code &mut [T]} refers to now, or a part of it.
     *
     * @param stride the size of an element
     * @param none no elements, which need no place
     * @param where it stands, for the message
     * @throws InvalidValueException if none was lent there, or some of it has come back already
     */
    @SuppressWarnings("unchecked") // the type is the same as when it was lent
    public <A> Mut<A> partAt(long at, long length, long stride, String type, A none, String where) {
        int elements = Values.sliceLength(at, length, stride, where);
        long size = elements * stride;
        Optional<Lent> found = find(place -> {
            long from = at - place.at;
            return place.type.equals(type) && from >= 0 && from + size <= place.size && from % stride == 0;
        });
        if (found.isPresent()) {
            Lent place = found.get();
            claim(at, size, where);
            return size == place.size
                    ? (Mut<A>) place.place
                    : ((NativeMut<A>) place.place).part(Math.toIntExact((at - place.at) / stride), elements);
        }
        if (elements == 0) {
            return new NativeMut<>(none);
        }
        throw notLent(at, where);
    }

    private Optional<Lent> find(Predicate<Lent> isIt) {
        for (int i = 0; i < lent.size(); i++) {
            int at = (next + i) % lent.size();
            if (isIt.test(lent.get(at))) {
                next = at + 1;
                return Optional.of(lent.get(at));
            }
        }
        return Optional.empty();
    }

    private void claim(long at, long size, String where) {
        if (size == 0) {
            return;
        }
        // What has come does not overlap: only the last that begins before the end can.
        Map.Entry<Long, Long> before = came.lowerEntry(at + size);
        if (before != null && before.getValue() > at) {
            throw new InvalidValueException(
                    where + ": a `&mut` to what another one that the library left refers to, too");
        }
        came.put(at, at + size);
    }

    private static InvalidValueException notLent(long at, String where) {
        return new InvalidValueException(where + ": a `&mut` to 0x" + Long.toHexString(at)
                + ", where the call was lent nothing of that type or size");
    }

    /** The next call has nothing to do with this one. */
    void clear() {
        lent.clear();
        over.clear();
        came.clear();
        next = 0;
    }
}
