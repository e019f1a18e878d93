package org.rdylib.loader.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a region drops when it ends, newest first; then closures of Java's, whose own code runs; and memory and the like last of
 * all. A doubly linked list, since most is dropped before.
 */
class Dependants {

    private @Nullable Node newest;
    private @Nullable Node oldest;

    /** The first of those that are dropped last of all. */
    private @Nullable Node last;

    /** One of them. */
    final class Node implements Adoption {
        private final Droppable what;
        private @Nullable Node newer;
        private @Nullable Node older;

        private Node(Droppable what) {
            this.what = what;
        }

        @Override
        public void release() {
            remove(this);
        }
    }

    Adoption add(Droppable what) {
        return put(what, null, newest);
    }

    /** The same, as if it were the oldest: it is dropped last. */
    Adoption addLast(Droppable what) {
        Node node = put(what, oldest, null);
        if (last == null) {
            last = node;
        }
        return node;
    }

    /** The same, but for those that are dropped last: what it does may need them. */
    Adoption addBeforeLast(Droppable what) {
        return last == null ? put(what, oldest, null) : put(what, last.newer, last);
    }

    private Node put(Droppable what, @Nullable Node newer, @Nullable Node older) {
        Node node = new Node(what);
        node.newer = newer;
        node.older = older;
        if (newer == null) {
            newest = node;
        } else {
            newer.older = node;
        }
        if (older == null) {
            oldest = node;
        } else {
            older.newer = node;
        }
        return node;
    }

    /** It is not dropped any more. Nothing happens if it was removed before. */
    void remove(Node node) {
        Node before = node.newer;
        Node after = node.older;
        if (before != null) {
            before.older = after;
        } else if (newest == node) {
            newest = after;
        }
        if (after != null) {
            after.newer = before;
        } else if (oldest == node) {
            oldest = before;
        }
        if (last == node) {
            last = after;
        }
        node.newer = null;
        node.older = null;
    }

    /** The one to be dropped first, if there is any. */
    @Nullable
    Node newest() {
        return newest;
    }

    /** All, newest first. */
    List<Droppable> list() {
        List<Droppable> list = new ArrayList<>();
        for (Node node = newest; node != null; node = node.older) {
            list.add(node.what);
        }
        return list;
    }

    /** Whether one of them is in use by its own thread, as {@link Droppable#isInUse} tells. */
    boolean isInUse(long call) {
        for (Node node = newest; node != null; node = node.older) {
            if (node.what.isInUse(call)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them is used besides, as {@link Droppable#isUsedBesides} tells. */
    boolean isUsedBesides(Thread closer) {
        for (Node node = newest; node != null; node = node.older) {
            if (node.what.isUsedBesides(closer)) {
                return true;
            }
        }
        return false;
    }

    /** Those that somebody waits for, newest first, each in a few words. */
    List<String> awaited() {
        if (newest == null) {
            return List.of();
        }
        return list().stream()
                .filter(Droppable::isAwaited)
                .map(Droppable::toString)
                .toList();
    }

    /**
     * Ends what was left open where something was dropped, before {@link #dropAll} goes on to drop.
     *
     * @return what that has thrown, if anything
     * @throws StackOverflowError if there is too little stack: some of it is still open
     */
    @Nullable
    Throwable endLeft() {
        return null;
    }

    /**
     * Drops all, each while it is still here; the rest also where one throws; the first that was thrown is thrown in the end.
     *
     * @throws StackOverflowError if there is too little stack, and then those that were not dropped are still here; none is if
     *     one that was dropped has thrown it
     */
    void dropAll() {
        Throwable first = endLeft();
        for (Node node = newest(); node != null; node = newest()) {
            try {
                node.what.dropByRegion();
                node.release();
            } catch (StackOverflowError thrown) {
                first = Thrown.first(first, droppedBy(node.what, thrown));
                node.release();
            } catch (Throwable thrown) { // a closure's may be checked, whatever its interface says
                node.release();
                first = Thrown.first(first, thrown);
            }
            first = Thrown.firstOf(first, endLeft());
        }
        Thrown.rethrow(first);
    }

    /**
     * Sees that something was dropped that has thrown that, rather than not begun for lack of stack: a destructor's own code, or
     * Java's that it calls, may throw it as well. To drop it again does nothing then.
     */
    private static Throwable droppedBy(Droppable what, StackOverflowError thrown) {
        try {
            what.dropByRegion();
            return thrown;
        } catch (StackOverflowError _) {
            throw thrown;
        } catch (Throwable more) { // as above
            return Thrown.first(thrown, more);
        }
    }
}
