package org.rdylib.loader.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of Java's is lent for a {@link KeepingRegion}, and all that may use it: calls and other lifetimes that need it, what a
 * library has lent for the region, and what it has made for it. As soon as there is nothing of the kind it is given back,
 * newest first, what is another thread's by the outer region. It is locked while something comes or goes, and not while
 * something is given back.
 */
abstract class KeptWhileUsed {

    private final Deque<Kept> kept = new ArrayDeque<>();
    private final SequencedSet<Held> held = new LinkedHashSet<>();

    /** What needs it beside those that are held: first of all the call that the region is made for. */
    private int needs = 1;

    /** What the library has lent for the region, until that is closed; the rest lasts. */
    private final Set<Object> views = new HashSet<>();

    /** Something that is lent, and that the outer region gives back at the latest. */
    private record Kept(Droppable what, Adoption atLast) {

        /** Where there is too little stack to begin, the outer region does it. */
        void giveBack() {
            what.dropByRegion(atLast);
        }
    }

    /**
     * Called locked, where something has come or gone.
     *
     * @param isUsed whether something may use an object that is lent for the region, beside who only reads plain data
     */
    abstract void changed(boolean isUsed);

    /** The same where it is to be told for another reason. */
    final void tell() {
        changed(needs > 0 || !held.isEmpty() || (!views.isEmpty() && !kept.isEmpty()));
    }

    /** So much more needs what is lent, or less. */
    final void need(int more) {
        synchronized (this) {
            needs += more;
            tell();
        }
        giveBack();
    }

    /** Whether something does. */
    final synchronized boolean isNeeded() {
        return needs > 0;
    }

    /** Whether the library has lent something for the region. */
    final synchronized boolean isViewed() {
        return !views.isEmpty();
    }

    /** The library lends something for the region. */
    final synchronized void view(Object view) {
        views.add(view);
        tell();
    }

    /** That is closed, if it was not before. */
    final void endView(Object view) {
        synchronized (this) {
            if (!views.remove(view)) {
                return;
            }
            tell();
        }
        giveBack();
    }

    /** Nothing that was viewed is of any use any more. */
    final void endViews() {
        synchronized (this) {
            views.clear();
        }
        giveBack();
    }

    /** The library makes something for the region, which the outer one drops at the latest. */
    final Adoption hold(Droppable what, NativeRegion outer) {
        Held one = new Held(what, this);
        synchronized (this) {
            held.add(one);
            tell();
        }
        try {
            one.belongTo(outer);
        } catch (RuntimeException | Error thrown) {
            letGo(one);
            throw thrown;
        }
        return one;
    }

    /** That is no more, or another's. */
    final void letGo(Held one) {
        synchronized (this) {
            held.remove(one);
            tell();
        }
        giveBack();
    }

    /** What is held, newest first. */
    final synchronized List<Held> held() {
        return List.copyOf(held.reversed());
    }

    /** The newest value of the library's of that, if there is one. */
    final synchronized Optional<Droppable> borrower() {
        return held.reversed().stream()
                .map(one -> one.what)
                .filter(Droppable::isForeign)
                .findFirst();
    }

    /**
     * Something is lent for the region.
     *
     * @param atLast that the outer one gives it back
     */
    final Adoption keep(Droppable what, Adoption atLast) {
        Kept lent = new Kept(what, atLast);
        synchronized (this) {
            kept.push(lent);
            tell();
        }
        return () -> forget(lent);
    }

    private void forget(Kept lent) {
        synchronized (this) {
            kept.remove(lent);
            tell();
        }
        lent.atLast().release();
    }

    /** Gives back what is lent, newest first, if nobody can use it any more. What is another thread's stays until the end. */
    private void giveBack() {
        Throwable first = null;
        for (Kept next = unneeded(); next != null; next = unneeded()) {
            try {
                next.giveBack();
            } catch (RuntimeException | Error thrown) {
                first = Thrown.first(first, thrown);
            }
        }
        Thrown.rethrow(first);
    }

    private synchronized @Nullable Kept unneeded() {
        boolean isUsed = needs > 0 || !views.isEmpty() || !held.isEmpty();
        Kept newest = isUsed ? null : kept.peek();
        if (newest == null || newest.what().isUsedBesides(Thread.currentThread())) {
            return null;
        }
        kept.remove(newest);
        tell();
        return newest;
    }
}
