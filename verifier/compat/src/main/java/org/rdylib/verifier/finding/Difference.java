package org.rdylib.verifier.finding;

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
 * @param help what can be done in any case
 * @param advice what either side can write to mend it, where no candidate does
 * @param candidates changes that might mend it, the best first
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
        List<Candidate> candidates) {
    public Difference {
        chain = List.copyOf(chain);
        help = List.copyOf(help);
        advice = List.copyOf(advice);
        candidates = List.copyOf(candidates);
    }

    /** Whether {@code other}, which was found in another comparison, tells the same. */
    public boolean isSameAs(Difference other) {
        return code == other.code
                && host.equals(other.host)
                && plugin.equals(other.plugin)
                && message.equals(other.message);
    }
}
