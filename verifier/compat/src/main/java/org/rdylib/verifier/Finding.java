package org.rdylib.verifier;

import java.util.Comparator;
import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;
import org.rdylib.spec.Severity;

/**
 * One reason why two descriptors do not fit, or something worth knowing about the pair.
 *
 * @param code the rule that is broken
 * @param severity whether the pair is incompatible because of it
 * @param host where in the host's copy
 * @param plugin where in the plugin's copy
 * @param path how the place is reached, from the export or import to the leaf
 * @param message what is wrong, in one line, saying who produces and who consumes
 * @param chain for a lifetime: the demands that together ask for what nobody promises
 * @param help what either side can write to mend it
 */
public record Finding(
        Code code,
        Severity severity,
        Host<Place> host,
        Plugin<Place> plugin,
        String path,
        String message,
        List<Step> chain,
        List<String> help) {

    /**
     * The order of a report: errors first; a layout that differs after the differences that could explain it; then as
     * the host's copy is written, then the plugin's.
     */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(f -> f.code() == Code.LAYOUT_DIFFERS)
            .thenComparing(f -> f.host().value(), byPlace())
            .thenComparing(f -> f.plugin().value(), byPlace())
            .thenComparing(Finding::code)
            .thenComparing(Finding::path)
            .thenComparing(Finding::message);

    public Finding {
        chain = List.copyOf(chain);
        help = List.copyOf(help);
    }

    private static Comparator<Place> byPlace() {
        return Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);
    }
}
