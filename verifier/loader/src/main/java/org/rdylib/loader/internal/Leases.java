package org.rdylib.loader.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that needs a library, from whichever thread: a doubly linked list, since what comes also goes. */
public final class Leases {

    private static final int MOST_NAMED = 20;

    private @Nullable Node newest;
    private int count;

    private final class Node implements Lease {
        private final Object what;
        private @Nullable Node newer;
        private @Nullable Node older;
        private boolean released;

        Node(Object what) {
            this.what = what;
        }

        @Override
        public void release() {
            remove(this);
        }
    }

    /** Adds one for {@code what}, whose {@code toString} names it. */
    public synchronized Lease add(Object what) {
        Node node = new Node(what);
        Node second = newest;
        node.older = second;
        if (second != null) {
            second.newer = node;
        }
        newest = node;
        count++;
        return node;
    }

    private synchronized void remove(Node node) {
        if (node.released) {
            return;
        }
        node.released = true;
        count--;
        Node before = node.newer;
        Node after = node.older;
        if (before != null) {
            before.older = after;
        } else {
            newest = after;
        }
        if (after != null) {
            after.newer = before;
        }
    }

    /** What needs it, newest first; of many, some. */
    public List<String> list() {
        List<Object> named = new ArrayList<>();
        int all;
        synchronized (this) {
            all = count;
            for (Node node = newest; node != null && named.size() < MOST_NAMED; node = node.older) {
                named.add(node.what);
            }
        }
        List<String> list =
                new ArrayList<>(named.stream().map(Object::toString).distinct().toList());
        if (all > named.size()) {
            list.add("and " + (all - named.size()) + " more");
        }
        return list;
    }
}
