package org.rdylib.verifier.finding;

import java.util.List;
import java.util.function.Supplier;
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
 * @param help what can be done in any case
 * @param advice what either side can write to mend it, where no candidate does
 * @param candidates looks for changes that might mend it, the best first: of many differences few are asked
 */
public record Difference(
        Code code,
        Place host,
        Place plugin,
        String path,
        String message,
        List<Constraint> chain,
        List<String> help,
        List<String> advice,
        Supplier<List<Candidate>> candidates) {
    public Difference {
        chain = List.copyOf(chain);
        help = List.copyOf(help);
        advice = List.copyOf(advice);
    }

    /** What a difference tells, in whatever comparison it was found. */
    public record Told(Code code, Place host, Place plugin, String message) {}

    /** What it tells. */
    public Told told() {
        return new Told(code, host, plugin, message);
    }
}
