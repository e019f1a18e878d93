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
 * back, once the library has been called; until then it is taken back where something comes in between.
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
        passed = new PassedObject(object, mode, passed);
    }

    /** One of Java's is lent until a region ends. */
    void add(KeptTarget target, Region until) {
        lent.add(target);
        lent.add(((NativeRegion) until).keep(target)::release);
    }

    /** The same of one of the library's own. */
    void add(KeptLoan loan) {
        lent.add(loan);
        lent.add(loan.begin()::release);
    }

    /** A place of the caller's, until a region ends. */
    <T> KeptPlace<T> add(KeptPlace<T> place, Region until) {
        Droppable giveBack = new Lent(place::giveBack, place::giveBack);
        lent.add(giveBack);
        lent.add(((NativeRegion) until).keepMemory(giveBack)::release);
        return place;
    }

    /** The memory of what refers to those, until a region ends. */
    void add(Making made, Region until) {
        lasting.add(new Lasting(made, ((NativeRegion) until).keepMemory(Lent.memory(made::free))));
    }

    /** The library is called: it has what it is lent. */
    void handOver() {
        for (Droppable one : lent) {
            if (one instanceof KeptLoan loan) {
                loan.give();
            }
        }
        lent.clear();
        lasting.clear();
    }

    /** The call is over, or never began: then what was lent for it is taken back, all of it, whatever is thrown meanwhile. */
    void takeBack() {
        Throwable first = null;
        for (Droppable one : lent) {
            try {
                one.dropByRegion();
            } catch (Throwable thrown) {
                first = Thrown.first(first, thrown);
            }
        }
        lent.clear();
        for (Lasting one : lasting) {
            try {
                one.end();
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
