package org.rdylib.loader.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a region of several threads drops when it ends, or one of a thread that may have ended. It is locked while one comes
 * or goes, and never while one is dropped: a destructor may call Java, which may wait for another thread.
 */
final class LockedDependants extends Dependants {

    @Override
    synchronized Adoption add(Droppable what) {
        return super.add(what);
    }

    @Override
    synchronized Adoption addLast(Droppable what) {
        return super.addLast(what);
    }

    @Override
    synchronized Adoption addBeforeLast(Droppable what) {
        return super.addBeforeLast(what);
    }

    @Override
    synchronized void remove(Node node) {
        super.remove(node);
    }

    @Override
    synchronized @Nullable Node newest() {
        return super.newest();
    }

    @Override
    synchronized List<Droppable> list() {
        return super.list();
    }

    @Override
    boolean isInUse(long call) {
        return list().stream().anyMatch(what -> what.isInUse(call));
    }

    @Override
    boolean isUsedBesides(Thread closer) {
        return list().stream().anyMatch(what -> what.isUsedBesides(closer));
    }
}
