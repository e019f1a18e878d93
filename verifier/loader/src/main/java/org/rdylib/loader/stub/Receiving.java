package org.rdylib.loader.stub;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Region;

/**
 * What a library is giving, as far as objects are in it. They are taken over one after the other while the value is
 * read. Where that comes to nothing, those that were taken over are dropped, and those that were not are dropped where
 * they lie:
 *
 * {@snippet :
 * Receiving received = frame.receive(library);
 * try {
 *     return received.complete(...); // read the value
 * } finally {
 *     received.close();
 *     ... // free what the value owns: each object in it is passed to drop, in the order of reading
 * }
 * }
 */
public final class Receiving {

    /** That of callbacks for which there is no memory to make one, and which fail: it drops what it is passed. */
    private static final Receiving EXHAUSTED = new Receiving(null);

    private @Nullable Library library;

    /** What is given to it, if that is a callback. */
    private @Nullable Upcall upcall;

    /** What stands behind a reference ends with this; null for what is given. */
    private final @Nullable Region lent;

    private @Nullable ForeignHandle newest;
    private int taken;
    private int passed;
    private boolean complete;
    private final boolean isDiscarding;

    Receiving(@Nullable Library library) {
        this(library, false);
    }

    private Receiving(@Nullable Library library, boolean isDiscarding) {
        this.library = library;
        this.isDiscarding = isDiscarding;
        this.lent = null;
    }

    private Receiving(Library library, @Nullable Upcall upcall, Region lent) {
        this.library = library;
        this.upcall = upcall;
        this.isDiscarding = false;
        this.lent = lent;
    }

    /** What drops every object that it is passed, for values that nobody takes over. */
    public static Receiving discarding() {
        return discarding(null);
    }

    /** The same for values that a library drops which it was given by Java, opaque ones among them. */
    static Receiving discarding(@Nullable Library library) {
        return new Receiving(library, true);
    }

    /**
     * What a callback was given, as far as objects are in it. It throws nothing, since the callback has to be able to say
     * that it failed, and to drop what it was given.
     */
    public static Receiving given() {
        try {
            return new Receiving(null);
        } catch (OutOfMemoryError _) {
            return EXHAUSTED;
        }
    }

    /**
     * The callback is known, and with it the library that gives.
     *
     * @throws OutOfMemoryError if there was no memory for {@link #given}
     */
    @SuppressWarnings("ReferenceEquality") // it is that one or another
    public Receiving by(Upcall upcall) {
        if (this == EXHAUSTED) {
            throw new OutOfMemoryError("for what a callback was given");
        }
        this.upcall = upcall;
        library = upcall.library();
        return this;
    }

    /** What receives what is behind a reference that a callback is given, and good until that returns: it stays the library's. */
    public Receiving behind() {
        return behind(Objects.requireNonNull(upcall, "outside a callback").region());
    }

    /**
     * What receives what is behind a reference: it stays the library's.
     *
     * @param reference the lifetime of that
     */
    public Receiving behind(Region reference) {
        return new Receiving(library(), upcall, during(reference));
    }

    /** What something is good for whose type says that it is for {@code region}. */
    Region during(Region region) {
        return lent == null ? region : Regions.shortest(region, lent);
    }

    /** What Java has of something that it would own, were it not behind a reference. */
    Terms terms(Terms owned) {
        return lent == null ? owned : owned.behindReference();
    }

    Library library() {
        return Objects.requireNonNull(library, "of no library");
    }

    /** The library's own lifetime: that of what is bounded by nothing else. */
    public Region region() {
        return library().region();
    }

    /** The next object is taken over: from now on it is its handle's to drop. */
    void take() {
        taken++;
    }

    /** The handle is made, and is dropped unless the whole value is, or it is not Java's. */
    void made(ForeignHandle object) {
        if (lent == null) {
            object.madeBefore = newest;
            newest = object;
        }
    }

    /** All values have been read: their objects are the callback's. */
    public void complete() {
        complete = true;
    }

    /** The whole value has been read: its objects are the caller's. */
    public <T> T complete(T value) {
        complete = true;
        return value;
    }

    /** Drops the objects that nobody will ever see. */
    public void close() {
        ForeignHandle object = newest;
        newest = null;
        while (object != null) {
            ForeignHandle next = object.madeBefore;
            object.madeBefore = null;
            if (!complete) {
                try {
                    object.close();
                } catch (RuntimeException | Error _) {
                    // What is being thrown already says more, and the other objects are to be dropped too.
                }
            }
            object = next;
        }
    }

    /** Something that the library only lends: there is nothing to drop. */
    public void lent() {}

    /** The opaque value at {@code at}, which is of the type {@code name}: like {@link #drop(long)}. */
    public void drop(long at, String name) {
        dropData(Memory.getLong(at), name);
    }

    /** The same for one that is passed in a word. */
    public void dropData(long data, String name) {
        if (data == 0) {
            // A None was never taken.
            return;
        }
        passed++;
        if (passed <= taken) {
            return;
        }
        long drop = library().function(HostDescriptor.dropOf(name)).address();
        if (isDiscarding) {
            // It is the library that drops it.
            ObjectTable.destroy(data, drop);
        } else {
            ObjectTable.destroy(library(), data, drop);
        }
    }

    /**
     * The {@code Box<T>} at {@code at}, of a struct with objects in it that may have grown: freed with what was not taken over.
     * Where nothing can have been taken out of it, its maker destroys all of it. Else each field is freed on its own: those
     * that both copies know, those that only the library does and, where Java has made the struct, those that the library does
     * not, which were not read.
     *
     * @param struct what the descriptor calls it
     * @param known frees the fields that the stub knows
     */
    public void freeBox(long at, String struct, Owned.FieldsFreer known) {
        Library giving = library;
        if (giving == null || isDiscarding) {
            Owned.freeBox(at);
            return;
        }
        Owned.Freer maker = Owned.freerOf(at);
        Copies copies = giving.copies();
        Owned.freeBox(at, fields -> {
            known.free(this, copies.common(struct), fields);
            copies.added(struct).ifPresent(added -> freeAdded(giving, added, fields));
            if (maker instanceof Copies.Made made) {
                made.freeMissing(fields);
            }
        });
    }

    /** Inside a call, as all that is dropped on its own. */
    private static void freeAdded(Library giving, Owned.Freer added, long fields) {
        CallFrame frame = giving.open(CallStack.current());
        try {
            added.free(fields);
        } finally {
            frame.close();
        }
    }

    /** The object at {@code at}, one after the other: dropped, unless it was taken over. */
    public void drop(long at) {
        drop(Memory.getLong(at), Memory.getLong(at + 8));
    }

    /** The same for one that is passed in two words. */
    public void drop(long data, long table) {
        if (data == 0) {
            // A None was never taken.
            return;
        }
        passed++;
        if (passed > taken) {
            ObjectTable.drop(library, data, table);
        }
    }
}
