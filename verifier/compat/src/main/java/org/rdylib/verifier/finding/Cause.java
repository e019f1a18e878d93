package org.rdylib.verifier.finding;

import java.util.Optional;
import java.util.function.Supplier;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.region.Origin;

/** What demands that one lifetime outlives another, as the comparison knows it. */
public sealed interface Cause extends Origin {

    /** How the demand is reached. */
    Path path();

    /**
     * A value goes from one side to the other.
     *
     * @param from the side that it comes from
     * @param given the lifetime that it has there
     * @param kept the lifetime that it is taken for on the other side
     */
    record Flow(Side from, Lifetime given, Lifetime kept, Path path) implements Cause {
        @Override
        public Optional<Place> host() {
            return Optional.of(from == Side.HOST ? given.at() : kept.at());
        }

        @Override
        public Optional<Place> plugin() {
            return Optional.of(from == Side.PLUGIN ? given.at() : kept.at());
        }

        @Override
        public String why() {
            boolean areNamedAlike = given.toString().equals(kept.toString()) && given instanceof Lifetime.Named;
            return path.step() + ": the " + from + " gives it for " + (areNamedAlike ? "its `" : "`") + given
                    + "`, the " + from.other() + " takes it for " + (areNamedAlike ? "its own `" : "`") + kept + "`";
        }
    }

    /**
     * A side relies on it.
     *
     * @param by the side that does
     * @param reason what says so there
     */
    record Reliance(Side by, Place at, Supplier<String> reason, Path path) implements Cause {
        @Override
        public Optional<Place> host() {
            return by == Side.HOST ? Optional.of(at) : Optional.empty();
        }

        @Override
        public Optional<Place> plugin() {
            return by == Side.PLUGIN ? Optional.of(at) : Optional.empty();
        }

        @Override
        public String why() {
            return "the " + by + " relies on it: " + reason.get();
        }
    }
}
