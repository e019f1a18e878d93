package org.rdylib.loader.stub;

import java.lang.reflect.Array;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Mut;
import org.rdylib.loader.internal.NativeMut;
import org.rdylib.loader.internal.NativeRegion;

/**
 * That a place or an array of the caller's is lent as {@code &mut} for longer than a call. What is in it is copied to memory
 * that lasts until the region ends for which it is lent, or until nothing of the library's is left that could use it. What the
 * library has left there by then, its destructors too, is copied back. Meanwhile nobody else is lent it.
 *
 * @param <T> what is in it
 */
public final class KeptPlace<T> {

    private final Making memory = new Making(null);
    private final Consumer<T> put;
    private final Runnable end;

    /** How what the library has left is read, once it has answered. */
    private @Nullable Supplier<T> left;

    private boolean over;

    /**
     * One that is taken from the caller already.
     *
     * @param put changes what is in it
     * @param end makes it the caller's again
     */
    private KeptPlace(Consumer<T> put, Runnable end) {
        this.put = put;
        this.end = end;
    }

    /** Of a place that is lent to a call. */
    static <T> KeptPlace<T> of(Mut<T> place) {
        NativeMut<T> own = (NativeMut<T>) place;
        KeptPlace<T> kept = new KeptPlace<>(own::leave, own::endKept);
        own.keep();
        return kept;
    }

    /**
     * Of an array.
     *
     * @param until the lifetime that it is lent for
     * @param where it is passed, for the message
     */
    @SuppressWarnings("SuspiciousSystemArraycopy") // of the same class
    static <A> KeptPlace<A> ofArray(A array, NativeRegion until, String where) {
        KeptPlace<A> kept = new KeptPlace<>(
                left -> System.arraycopy(left, 0, array, 0, Array.getLength(left)), () -> KeptArrays.giveBack(array));
        KeptArrays.lend(array, until, where);
        return kept;
    }

    /** The address of {@code size} bytes, not cleared, which last as long as the place is lent. */
    public long reserve(long size, long align) {
        return memory.reserve(size, align);
    }

    /** The library has answered, and what it leaves there from now on is read so: a call that throws leaves it as it was. */
    public synchronized void leaves(Supplier<T> left) {
        this.left = left;
    }

    /**
     * Copies back what the library has left, and frees the memory: nobody has it any more. Nothing happens if that was done.
     *
     * @throws StackOverflowError only if nothing was done
     * @throws org.rdylib.loader.InvalidValueException if that is no value of its type: then the caller's is as it was
     */
    void giveBack() {
        giveBack(Runnable::run);
    }

    /** The same, but for the memory, which is freed by what {@code free} is given. */
    synchronized void giveBack(Consumer<Runnable> free) {
        if (over) {
            return;
        }
        try {
            if (left != null) {
                put.accept(left.get());
            }
        } catch (StackOverflowError thrown) {
            throw thrown;
        } catch (RuntimeException | Error thrown) {
            end(free);
            throw thrown;
        }
        end(free);
    }

    private void end(Consumer<Runnable> free) {
        over = true;
        left = null;
        try {
            free.accept(memory::free);
        } finally {
            end.run();
        }
    }
}
