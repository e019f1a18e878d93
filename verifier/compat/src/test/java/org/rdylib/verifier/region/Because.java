package org.rdylib.verifier.region;

import java.util.Optional;
import org.rdylib.spec.Place;

/** A reason in tests. */
record Because(String why) implements Origin {
    @Override
    public Optional<Place> host() {
        return Optional.empty();
    }

    @Override
    public Optional<Place> plugin() {
        return Optional.empty();
    }
}
