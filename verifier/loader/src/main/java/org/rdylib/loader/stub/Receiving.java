package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;

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

    private final Library library;
    private @Nullable ForeignObject newest;
    private int taken;
    private int passed;
    private boolean complete;

    Receiving(Library library) {
        this.library = library;
    }

    Library library() {
        return library;
    }

    /** The next object is taken over: from now on it is its handle's to drop. */
    void take() {
        taken++;
    }

    /** The handle is made, and is dropped unless the whole value is. */
    void made(ForeignObject object) {
        object.madeBefore = newest;
        newest = object;
    }

    /** The whole value has been read: its objects are the caller's. */
    public <T> T complete(T value) {
        complete = true;
        return value;
    }

    /** Drops the objects that nobody will ever see. */
    public void close() {
        ForeignObject object = newest;
        newest = null;
        while (object != null) {
            ForeignObject next = object.madeBefore;
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

    /** The object at {@code at}, one after the other: dropped, unless it was taken over. */
    public void drop(long at) {
        passed++;
        if (passed > taken) {
            ObjectTable.drop(library, Memory.getLong(at), Memory.getLong(at + 8));
        }
    }
}
