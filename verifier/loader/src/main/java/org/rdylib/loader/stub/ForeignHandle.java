package org.rdylib.loader.stub;

import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.Lease;
import org.rdylib.loader.internal.NativeRegion;

/** Where an object of a library is, to whom it belongs, and how it is dropped. */
abstract sealed class ForeignHandle implements AutoCloseable permits ForeignObject {

    private static final Adoption NONE = () -> {};
    private static final Lease NO_LEASE = () -> {};

    final Library library;
    final String name;
    final NativeRegion region;
    final CallStack stack;
    final long data;
    final long table;
    final Terms terms;
    final Borrows borrows;
    private final Adoption adoption;
    private final Lease lease;

    /** Takes over one that is part of what was received. */
    ForeignHandle(
            Receiving received,
            Region region,
            long data,
            long table,
            int methods,
            String name,
            String place,
            Terms terms) {
        this.library = received.library();
        this.name = name;
        this.region = (NativeRegion) region;
        this.stack = CallStack.current();
        this.data = data;
        this.table = table;
        this.terms = terms;
        this.borrows = borrows();
        ObjectTable.checkDroppable(data, table, terms.holder() == Terms.Holder.ARC, place);
        this.lease = library.lease(this);
        received.take();
        checkTable(methods, place);
        try {
            this.adoption = this.region.adopt(new Dropping(this));
        } catch (RuntimeException | Error thrown) {
            drop(true);
            throw thrown;
        }
    }

    /** One that is lent for a region. */
    ForeignHandle(
            Library library,
            Region region,
            long data,
            long table,
            int methods,
            String name,
            String place,
            Terms terms) {
        this.library = library;
        this.name = name;
        this.region = (NativeRegion) region;
        this.stack = CallStack.current();
        this.data = data;
        this.table = table;
        this.terms = terms;
        this.borrows = borrows();
        this.lease = NO_LEASE;
        this.adoption = NONE;
        ObjectTable.checkPresent(data, table, place);
        checkTable(methods, place);
    }

    private Borrows borrows() {
        Sending sending = region.isOfAllThreads() ? terms.sending() : Sending.CONFINED;
        return new Borrows(this, stack, sending, terms.closure());
    }

    private void checkTable(int methods, String place) {
        String wrong = ObjectTable.wrongSlot(table, methods);
        if (!wrong.isEmpty()) {
            drop(true);
            throw new InvalidValueException(place + ": an object whose table has " + wrong);
        }
    }

    /** The library that made it. */
    public Library library() {
        return library;
    }

    /** Its data pointer: the receiver to pass. */
    public long data() {
        return data;
    }

    /** Its table pointer. */
    public long table() {
        return table;
    }

    /** The first region that ends of all that its type is bounded by. */
    public Region region() {
        return region;
    }

    final void giveAway() {
        borrows.giveAway();
        adoption.release();
        lease.release();
    }

    /**
     * Drops the object, which refuses from then on; one that is lent is only used no more. Nothing happens if that was
     * done already.
     *
     * @throws ObjectBusyException inside one of its own calls
     * @throws WrongThreadException on a thread that may not drop it
     */
    @Override
    public void close() {
        borrows.checkThread();
        if (drop(false)) {
            adoption.release();
        }
    }

    /** What its region calls, once no call is inside. */
    private record Dropping(ForeignHandle object) implements Droppable {

        @Override
        public void dropByRegion() {
            object.drop(true);
        }

        @Override
        public boolean isForeign() {
            return true;
        }

        @Override
        public boolean isUsedBesides(Thread closer) {
            return object.isUsedBesides(closer);
        }

        @Override
        public String toString() {
            return object.toString();
        }
    }

    private boolean isUsedBesides(Thread closer) {
        Thread dropper = borrows.dropper().orElse(closer);
        if (dropper.equals(closer)) {
            return borrows.isLentElsewhere();
        }
        if (dropper.isAlive()) {
            return true;
        }
        giveAway();
        return false;
    }

    private boolean drop(boolean byRegion) {
        if (!borrows.takeLast("closed", byRegion)) {
            return false;
        }
        boolean opened = false;
        try {
            CallFrame frame = library.open(borrows.isConfined() ? stack : CallStack.current());
            opened = true;
            borrows.giveAway();
            try {
                if (terms.holder().isOwned()) {
                    ObjectTable.destroy(data, table);
                }
            } finally {
                lease.release();
                frame.close();
            }
        } finally {
            if (!opened) {
                borrows.end(true);
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name
                + (borrows.isDropped()
                        ? "[dropped]"
                        : "@" + Long.toHexString(data) + " of thread " + stack.thread.getName());
    }
}
