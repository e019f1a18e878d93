package org.rdylib.verifier.rule;

import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.region.Region;

/** What {@code 'static} means in each copy. */
@FunctionalInterface
public interface StaticReading {

    /** In a plugin's copy {@code 'static} is {@code 'dylib}: what it calls static dies with it. */
    StaticReading STANDARD = (side, constraints) -> switch (side) {
        case HOST -> constraints.forever();
        case PLUGIN -> constraints.dylib();
    };

    /** What {@code 'static} stands for on {@code side}. */
    Region of(Side side, Constraints constraints);
}
