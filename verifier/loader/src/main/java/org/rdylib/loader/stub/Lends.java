package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Thrown;

/**
 * What a call lends within values, by value or behind references, for the lifetimes of its signature: the regions give it
 * back, once the library has been called; until then it is taken back where something comes in between. What cannot be
 * remembered, for lack of memory, is given back at once.
 */
final class Lends {

    private final List<Droppable> lent = new ArrayList<>(0);

    /** What Java has made of values that last as long as a region. */
    private final List<Lasting> lasting = new ArrayList<>(0);

    /** The library's own, which are in use until the call is over. */
    private @Nullable PassedObject passed;

    private record Lasting(Making made, Adoption atLast) {
        void end() {
            try {
                atLast.release();
            } finally {
                made.free();
            }
        }
    }

    /** An object or opaque value of the library's is lent for a region. */
    void pass(ForeignHandle object, PassedObject.Mode mode) {
        passed = PassedObject.begun(object, mode, passed);
    }

    /** One of Java's is lent until a region ends. */
    void add(KeptTarget target, Region until) {
        try {
            lent.add(target);
            lent.add(((NativeRegion) until).keep(target)::release);
        } catch (RuntimeException | Error thrown) {
            target.dropByRegion();
            throw thrown;
        }
    }

    /** The same of one of the library's own. */
    void add(KeptLoan loan) {
        try {
            lent.add(loan);
            lent.add(loan.begin()::release);
        } catch (RuntimeException | Error thrown) {
            loan.dropByRegion();
            throw thrown;
        }
    }

    /** A place of the caller's, until a region ends. */
    <T> KeptPlace<T> add(KeptPlace<T> place, Region until) {
        try {
            Droppable giveBack = new Lent(place::giveBack, place::giveBack);
            lent.add(giveBack);
            lent.add(((NativeRegion) until).keepMemory(giveBack)::release);
            return place;
        } catch (RuntimeException | Error thrown) {
            place.giveBack();
            throw thrown;
        }
    }

    /** The memory of what refers to those, until a region ends. */
    void add(Making made, Region until) {
        lasting.add(new Lasting(made, ((NativeRegion) until).keepMemory(Lent.memory(made::free))));
    }

    /** The library is called: it has what it is lent. */
    void handOver() {
        // No iterator: there may be no memory for it.
        for (int i = 0; i < lent.size(); i++) {
            if (lent.get(i) instanceof KeptLoan loan) {
                loan.give();
            }
        }
        lent.clear();
        lasting.clear();
    }

    /** The call is over, or never began: then what was lent for it is taken back, all of it, whatever is thrown meanwhile. */
    void takeBack() {
        Throwable first = null;
        // No iterator: there may be no memory for it.
        for (int i = 0; i < lent.size(); i++) {
            try {
                lent.get(i).dropByRegion();
            } catch (Throwable thrown) {
                first = Thrown.first(first, thrown);
            }
        }
        lent.clear();
        for (int i = 0; i < lasting.size(); i++) {
            try {
                lasting.get(i).end();
            } catch (Throwable thrown) {
                first = Thrown.first(first, thrown);
            }
        }
        lasting.clear();
        PassedObject newest = passed;
        passed = null;
        try {
            PassedObject.passBack(newest);
        } catch (Throwable thrown) {
            first = Thrown.first(first, thrown);
        }
        Thrown.rethrow(first);
    }
}
