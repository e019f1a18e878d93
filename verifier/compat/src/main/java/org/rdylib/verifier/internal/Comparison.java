package org.rdylib.verifier.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Unloading;
import org.rdylib.spec.layout.CArguments;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Difference;
import org.rdylib.verifier.finding.Path;

/**
 * Compares two copies of a boundary: every export that the host's copy has, every import that the plugin's has, and the
 * declarations that these reach.
 *
 * <p>What the plugin exports beyond that, and what the host provides beyond that, is not looked at.
 */
public final class Comparison {

    private final Session session;
    private final Descriptor host;
    private final Descriptor plugin;
    private final Target target;

    private Comparison(Session session, Target target) {
        this.session = session;
        this.host = session.copy(Side.HOST).descriptor();
        this.plugin = session.copy(Side.PLUGIN).descriptor();
        this.target = target;
    }

    /**
     * What was found.
     *
     * @param differences what does not fit, each root cause once
     * @param isolable the calls that can go from process to process, if that was asked
     */
    public record Result(List<Difference> differences, List<String> isolable) {

        public Result {
            differences = List.copyOf(differences);
            isolable = List.copyOf(isolable);
        }
    }

    /** Compares the two copies under {@code policy}; passes over what both say alike, where the rules allow for that. */
    public static Result compare(Copy host, Copy plugin, Policy policy, Target target, Rules rules) {
        return compare(new Session(host, plugin, policy, rules, rules.areStandard()), target);
    }

    /** The same, without passing over anything. */
    public static Result compareAll(Copy host, Copy plugin, Policy policy, Target target, Rules rules) {
        return compare(new Session(host, plugin, policy, rules, false), target);
    }

    private static Result compare(Session session, Target target) {
        List<String> isolable = new Comparison(session, target).boundary();
        return new Result(session.findings().all(), isolable);
    }

    private List<String> boundary() {
        if (!host.library().equals(plugin.library())) {
            report(
                    Code.LIBRARY_DIFFERS,
                    host.at(),
                    plugin.at(),
                    Path.of("library"),
                    "the host expects the library `" + host.library() + "`, the plugin is `" + plugin.library() + "`",
                    "name a plugin whose descriptor says `library: " + host.library() + "`");
            return List.of();
        }
        threads();
        exports();
        imports();
        declarations();
        if (session.policy() != Policy.ISOLATED) {
            return List.of();
        }
        Isolation isolation = new Isolation(session);
        isolation.judge();
        return isolation.isolable();
    }

    /** What the plugin's own copy says: its author knows what it starts. A process of its own ends with all its threads. */
    private void threads() {
        if (session.policy() == Policy.UNLOADABLE && plugin.onUnload().threads() == Unloading.Threads.DETACHED) {
            report(
                    Code.THREADS_RUN_ON,
                    host.at(),
                    plugin.onUnload().at(),
                    Path.of("on_unload"),
                    "threads of the plugin run on when it is unloaded, and their code would be gone",
                    "in the plugin, end them in an export, and name that: `on_unload: {threads: joined, shutdown: …}`",
                    "or load the library with `unload: never`, or in a process of its own with `unload: isolated`");
        }
    }

    private void exports() {
        Map<String, Export> offered = HashMap.newHashMap(plugin.exports().size());
        for (Export export : plugin.exports()) {
            offered.put(export.name(), export);
        }
        for (Export wanted : host.exports()) {
            Path path = Path.of("export", wanted.name());
            Optional<Export> found = Optional.ofNullable(offered.get(wanted.name()));
            if (found.isEmpty() && wanted.isOptional()) {
                continue;
            }
            if (found.isEmpty()) {
                report(
                        Code.EXPORT_MISSING,
                        wanted.at(),
                        plugin.at(),
                        path,
                        "the host calls `" + wanted.name() + "`, which the plugin does not export",
                        "in the host's copy, mark it with `optional: true`, and do without it where it is missing",
                        "or build the plugin against a copy that has it");
                continue;
            }
            Export given = found.orElseThrow();
            if (!wanted.symbol().equals(given.symbol())
                    && !host.symbolOf(wanted).equals(plugin.symbolOf(given))) {
                report(
                        Code.EXPORT_MISSING,
                        wanted.at(),
                        given.at(),
                        path,
                        "the host calls `" + wanted.name() + "` by the symbol `" + host.symbolOf(wanted)
                                + "`, the plugin defines it as `" + plugin.symbolOf(given) + "`");
            }
            passed(wanted, given, path);
            if (given.isOptional() && !wanted.isOptional()) {
                session.findings().optional(Side.PLUGIN, given.at(), wanted.at(), path, wanted.name());
            }
            forward(Side.HOST, wanted.signature(), given.signature(), path);
        }
    }

    /** Both copies have C passed the same, in the same order. */
    private void passed(Export wanted, Export given, Path path) {
        boolean areLikeC = wanted.signature().convention() == Convention.C
                && given.signature().convention() == Convention.C
                && wanted.signature().parameters().size()
                        == given.signature().parameters().size();
        if (areLikeC && !CArguments.shape(wanted).equals(CArguments.shape(given))) {
            report(
                    Code.C_ENTRY_DIFFERS,
                    wanted.c().map(CEntry::at).orElse(wanted.at()),
                    given.c().map(CEntry::at).orElse(given.at()),
                    path,
                    "the host passes C " + said(wanted) + ", the plugin's function takes " + said(given),
                    "the header of the C function says which it is: write the same `c:` in both copies");
        }
    }

    private static String said(Export export) {
        return export.c().map(c -> "`" + c + "`").orElse("the arguments of the signature as they are");
    }

    private void imports() {
        Map<String, Import> provided = new HashMap<>();
        for (Import imported : host.imports()) {
            provided.put(imported.name(), imported);
        }
        for (Import wanted : plugin.imports()) {
            Path path = Path.of("import", wanted.name());
            Optional<Import> found = Optional.ofNullable(provided.get(wanted.name()));
            if (found.isEmpty() && wanted.isOptional()) {
                continue;
            }
            if (found.isEmpty()) {
                report(
                        Code.IMPORT_MISSING,
                        host.at(),
                        wanted.at(),
                        path,
                        "the plugin calls `" + wanted.name() + "`, which the host does not provide",
                        "in the plugin's copy, mark it with `optional: true`, and do without it where it is missing",
                        "or build the host against a copy that has it");
                continue;
            }
            Import given = found.orElseThrow();
            if (given.isOptional() && !wanted.isOptional()) {
                session.findings().optional(Side.HOST, given.at(), wanted.at(), path, wanted.name());
            }
            forward(Side.PLUGIN, wanted.signature(), given.signature(), path);
        }
    }

    private void forward(Side caller, Signature calling, Signature called, Path path) {
        if (session.policy() == Policy.ISOLATED) {
            session.note(new Isolation.Call(path.step(), caller, calling, called, path));
        }
        SignatureComparison.compare(
                session,
                new SignatureComparison.Half(caller, calling, List.of()),
                new SignatureComparison.Half(caller.other(), called, List.of()),
                path);
    }

    private void declarations() {
        Map<String, Path> types = new LinkedHashMap<>();
        for (Optional<Session.Met> next = session.next(); next.isPresent(); next = session.next()) {
            Session.Met met = next.orElseThrow();
            switch (met.key()) {
                case Key.OfType key -> {
                    if (!session.isOver(key.number())) {
                        new DeclarationComparison(session, key, met.path()).compare();
                    }
                    if (!session.lieAlike(key.number())) {
                        types.putIfAbsent(key.name(), met.path());
                    }
                }
                case Key.OfInterface key -> new InterfaceComparison(session, key, met.path()).compare();
            }
        }
        LayoutComparison layouts = new LayoutComparison(session, target);
        for (Map.Entry<String, Path> type : types.entrySet()) {
            layouts.compare(type.getKey(), type.getValue());
        }
    }

    private void report(Code code, Place inHost, Place inPlugin, Path path, String message, String... help) {
        session.findings().structure(code, Side.HOST, inHost, inPlugin, path, message, help);
    }
}
