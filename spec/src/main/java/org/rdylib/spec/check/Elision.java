package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Place;

/** What a lifetime that is not written stands for at some place. */
sealed interface Elision {

    /** A lifetime of its own, which the binder declares: parameters. */
    record Fresh(Binder binder) implements Elision {}

    /** This one: results of signatures with one lifetime to borrow from. */
    record Same(Lifetime lifetime) implements Elision {}

    /**
     * Nothing: it must be written.
     *
     * @param why completes "a lifetime must be written here: …"
     */
    record Forbidden(String why, String help) implements Elision {}

    /** Makes the parameters that a signature's elided lifetimes become. */
    final class Binder {
        private final IntSupplier numbers;
        private final List<LifetimeParameter> added = new ArrayList<>();

        /**
         * Opens a binder.
         *
         * @param numbers names for elided lifetimes, unique within the declaration, so that none hides another
         */
        Binder(IntSupplier numbers) {
            this.numbers = numbers;
        }

        Lifetime.Named fresh(Place at) {
            String name = Integer.toString(numbers.getAsInt());
            added.add(new LifetimeParameter(name, at));
            return new Lifetime.Named(name, at);
        }

        List<LifetimeParameter> added() {
            return added;
        }
    }
}
