package org.rdylib.loader.internal;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.rdylib.loader.internal.NativeRegion.Lent;

/**
 * What a {@link KeepingRegion} has come to outlive, each of which needs what is lent for it; and the library's objects that
 * are lent for it, by which it is judged whether it can.
 */
final class Outlived {

    private final NativeRegion outer;
    private final KeptWhileUsed kept;
    private final SequencedSet<NativeRegion> regions = new LinkedHashSet<>();

    /** The library's objects that are lent for it, or for what outlives it. */
    private final Set<Lent> lent = new HashSet<>();

    /** Whether a callback has left what belongs to it for a lifetime that may be as long as the program's. */
    private boolean isLeft;

    /**
     * @param outer what the region ends with
     * @param kept what is lent for the region, and what needs that
     */
    Outlived(NativeRegion outer, KeptWhileUsed kept) {
        this.outer = outer;
        this.kept = kept;
    }

    /** Those that have not ended, in the order in which they came. */
    List<NativeRegion> list() {
        synchronized (regions) {
            return List.copyOf(regions);
        }
    }

    /** These are lent for the region, or for what outlives it. */
    void note(Set<Lent> more) {
        synchronized (lent) {
            lent.addAll(more);
        }
    }

    private Set<Lent> lent() {
        synchronized (lent) {
            return Set.copyOf(lent);
        }
    }

    boolean isLeft() {
        return isLeft;
    }

    /** Whether the region can come to outlive that one, which it then does. Asked {@linkplain NativeRegion#inOrder in order}. */
    boolean add(NativeRegion other) {
        // What is lent for it and dropped with the other could be dropped first.
        Set<Lent> all = lent();
        if (all.stream().flatMap(one -> one.home().stream()).anyMatch(other::mayEndWith)
                || !outer.ensureOutlives(other)) {
            return false;
        }
        boolean isNew;
        synchronized (regions) {
            isNew = regions.add(other);
        }
        if (isNew) {
            other.reached().forEach(one -> one.note(all));
            Adoption _ = other.needToEnd(new Need(other));
        }
        return true;
    }

    /** The same of one that may last as long as the library: what is lent for the region would have to be so for good. */
    boolean addUnknown(ChosenRegion chosen) {
        if ((!outer.isLibrarys() && lent().stream().anyMatch(Lent::isReused)) || !outer.ensureOutlives(chosen)) {
            return false;
        }
        if (!isLeft) {
            isLeft = !outer.isLibrarys();
            kept.need(1);
        }
        return true;
    }

    /** That another region needs the one that outlives it, until it has ended itself. */
    private final class Need implements Droppable {
        private final NativeRegion other;

        Need(NativeRegion other) {
            this.other = other;
            kept.need(1);
        }

        @Override
        public void dropByRegion() {
            boolean isLast;
            synchronized (regions) {
                isLast = regions.remove(other);
            }
            if (isLast) {
                kept.need(-1);
            }
        }
    }
}
