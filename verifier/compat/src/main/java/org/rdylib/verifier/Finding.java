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
 * @param help what either side can do to mend it
 * @param inHost changes of the host's copy that would mend it, the best first
 * @param inPlugin changes of the plugin's copy that would
 */
public record Finding(
        Code code,
        Severity severity,
        Host<Place> host,
        Plugin<Place> plugin,
        String path,
        String message,
        List<Step> chain,
        List<String> help,
        Host<List<Mend>> inHost,
        Plugin<List<Mend>> inPlugin) {

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
        inHost = new Host<>(List.copyOf(inHost.value()));
        inPlugin = new Plugin<>(List.copyOf(inPlugin.value()));
    }

    /** A finding for which no change is known. */
    public Finding(
            Code code,
            Severity severity,
            Host<Place> host,
            Plugin<Place> plugin,
            String path,
            String message,
            List<Step> chain,
            List<String> help) {
        this(code, severity, host, plugin, path, message, chain, help, new Host<>(List.of()), new Plugin<>(List.of()));
    }

    /** The same with changes that would mend it. */
    public Finding withMends(Host<List<Mend>> inHost, Plugin<List<Mend>> inPlugin) {
        return new Finding(code, severity, host, plugin, path, message, chain, help, inHost, inPlugin);
    }

    private static Comparator<Place> byPlace() {
        return Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);
    }
}
