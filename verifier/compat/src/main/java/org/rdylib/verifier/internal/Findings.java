package org.rdylib.verifier.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;
import org.rdylib.spec.Severity;
import org.rdylib.verifier.Finding;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Step;

/** Collects findings, one for each root cause: what is met again by another way is not said twice. */
final class Findings {

    private record Root(Code code, Place host, Place plugin, String what) {}

    private final Map<Root, Finding> all = new LinkedHashMap<>();

    /** A difference of structure, of which one is enough for a pair of places. */
    void structure(Code code, Host<Place> host, Plugin<Place> plugin, Path path, String message, String... help) {
        all.putIfAbsent(
                new Root(code, host.value(), plugin.value(), ""),
                new Finding(code, Severity.ERROR, host, plugin, path.toString(), message, List.of(), List.of(help)));
    }

    /** A difference of structure between what {@code one} side and the other have. */
    void structure(Code code, Side one, Place here, Place there, Path path, String message, String... help) {
        Place host = one == Side.HOST ? here : there;
        Place plugin = one == Side.HOST ? there : here;
        structure(code, new Host<>(host), new Plugin<>(plugin), path, message, help);
    }

    /** A lifetime that would have to outlive another. */
    void lifetime(
            Code code,
            Host<Place> host,
            Plugin<Place> plugin,
            Path path,
            String message,
            List<Step> chain,
            List<String> help) {
        all.putIfAbsent(
                new Root(code, host.value(), plugin.value(), message),
                new Finding(code, Severity.ERROR, host, plugin, path.toString(), message, chain, help));
    }

    int size() {
        return all.size();
    }

    List<Finding> sorted() {
        return all.values().stream().sorted(Finding.ORDER).toList();
    }
}
