package org.rdylib.verifier.region;

import java.util.Optional;
import org.rdylib.spec.Place;

/** Why a constraint is there: what demanded it, and where that is written. */
public interface Origin {

    /** Where the host's copy says so, if it takes part. */
    Optional<Place> host();

    /** Where the plugin's copy says so, if it takes part. */
    Optional<Place> plugin();

    /** What demands it, in a few words. */
    String why();
}
