package org.rdylib.verifier;

import java.util.List;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.internal.Comparison;
import org.rdylib.verifier.internal.Policy;
import org.rdylib.verifier.internal.Rules;

/** Two copies of a descriptor, written as their YAML without the head. */
record Pair(String host, String plugin) {

    /** Two copies that export {@code f}, with these signatures. */
    static Pair exporting(String host, String plugin) {
        return new Pair(exports(host), exports(plugin));
    }

    /** Two copies that import {@code f}, with these signatures. */
    static Pair importing(String host, String plugin) {
        return new Pair("imports: {f: \"" + host + "\"}\n", "imports: {f: \"" + plugin + "\"}\n");
    }

    /** One copy on both sides. */
    static Pair same(String both) {
        return new Pair(both, both);
    }

    /** These with declarations that both copies share. */
    Pair with(String declarations) {
        return new Pair(host + declarations, plugin + declarations);
    }

    /** These with declarations of their own. */
    Pair with(String ofHost, String ofPlugin) {
        return new Pair(host + ofHost, plugin + ofPlugin);
    }

    /** The verdict under {@code unload}. */
    Verdict verify(Unload unload) {
        return Verifier.verify(
                new Host<>(read("host.yaml", host)),
                new Plugin<>(read("plugin.yaml", plugin)),
                unload,
                Target.X86_64_LINUX_GNU);
    }

    /** The verdict under {@code unload: allowed}. */
    Verdict verify() {
        return verify(Unload.ALLOWED);
    }

    /** The codes of what is found under {@code unload: allowed}, each once. */
    List<String> codes() {
        return verify().findings().stream().map(f -> f.code().id()).distinct().toList();
    }

    /** Whether the pair is compatible under {@code unload: allowed} by other rules. */
    boolean isCompatible(Rules rules) {
        return Comparison.compare(
                        Copy.of(Side.HOST, read("host.yaml", host)),
                        Copy.of(Side.PLUGIN, read("plugin.yaml", plugin)),
                        Policy.UNLOADABLE,
                        Target.X86_64_LINUX_GNU,
                        rules)
                .differences()
                .isEmpty();
    }

    /** A checked descriptor of that body. */
    static CheckedDescriptor read(String file, String body) {
        return readWhole(file, "abi: 1\nlibrary: sample\nversion: 1.0.0\n" + body);
    }

    /** A checked descriptor of that text. */
    static CheckedDescriptor readWhole(String file, String text) {
        try {
            return Descriptors.require(file, text);
        } catch (InvalidDescriptorException e) {
            throw new IllegalArgumentException(
                    e.diagnostics().stream()
                                    .map(d -> d.place() + " " + d.message())
                                    .toList() + "\n" + text,
                    e);
        }
    }

    private static String exports(String signature) {
        return "exports: {f: \"" + signature + "\"}\n";
    }
}
