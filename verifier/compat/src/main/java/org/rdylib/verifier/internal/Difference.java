package org.rdylib.verifier.internal;

import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;
import org.rdylib.verifier.region.Constraint;

/**
 * A reason why the two copies do not fit.
 *
 * @param host where in the host's copy
 * @param plugin where in the plugin's copy
 * @param path how the place is reached
 * @param chain for a lifetime: the demands that together ask for what nobody promises
 * @param help what either side can write to mend it
 */
public record Difference(
        Code code, Place host, Place plugin, String path, String message, List<Constraint> chain, List<String> help) {
    public Difference {
        chain = List.copyOf(chain);
        help = List.copyOf(help);
    }
}
