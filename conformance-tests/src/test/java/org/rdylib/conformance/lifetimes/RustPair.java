package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/**
 * A pair of descriptors as Rust items that rustc accepts exactly where the pair may be linked.
 *
 * <p>For each export a <em>forwarding function</em>: the host's signature around a call of the plugin's; for each
 * import the reverse; for each method the same, with the object as first argument. {@code 'dylib} is a parameter of
 * the {@code impl} around them, which ties both sides to the same library. Where the two copies of a declared type
 * differ, a conversion from copy to copy, field by field, for each way in which its values go.
 */
final class RustPair {

    /** What rustc must say of a line for the pair to be compatible. */
    enum Role {
        /** Not judged: an error there is a mistake of the rendering. */
        SUPPORT,
        /** Accept: a forwarding function or a conversion. */
        FORWARDS,
        /** Refuse: it is accepted where a caller's promises prove {@code 'dylib: 'static}, so that there is no caller. */
        IMPOSSIBLE
    }

    /** A line of Rust. */
    record Line(Role role, String text) {}

    private final boolean unloadable;
    private final Descriptor host;
    private final Descriptor plugin;
    private final Flows flows;
    private final RustTypes rust;
    private final Set<String> withDylib;
    private final List<Line> items = new ArrayList<>();
    private final List<Line> functions = new ArrayList<>();

    private RustPair(Descriptor host, Descriptor plugin, boolean unloadable) {
        this.unloadable = unloadable;
        this.host = Reading.host(host, unloadable);
        this.plugin = Reading.plugin(plugin, unloadable);
        this.flows = Flows.of(host);
        this.withDylib = new HashSet<>();
        findDylib();
        this.rust = new RustTypes(withDylib);
    }

    /**
     * The lines of a module.
     *
     * @throws Calls.InexpressibleException if Rust cannot be asked about this pair
     */
    static List<Line> render(Descriptor host, Descriptor plugin, boolean unloadable)
            throws Calls.InexpressibleException {
        var pair = new RustPair(host, plugin, unloadable);
        pair.renderTypes();
        pair.renderInterfaces();
        for (Calls c : Calls.between(pair.host, pair.plugin)) {
            pair.forward(c.name(), c.caller(), c.callee());
        }
        List<Line> lines = new ArrayList<>(pair.items);
        lines.add(support(unloadable ? "struct Library<'dylib>(Same<'dylib>);" : "struct Library;"));
        lines.add(support(unloadable ? "impl<'dylib> Library<'dylib> {" : "impl Library {"));
        lines.addAll(pair.functions);
        lines.add(support("}"));
        return List.copyOf(lines);
    }

    private static Line support(String text) {
        return new Line(Role.SUPPORT, text);
    }

    private void findDylib() {
        boolean grown = true;
        while (grown) {
            grown = Stream.of(host, plugin)
                    .flatMap(d -> d.types().stream())
                    .filter(t -> !withDylib.contains(t.name()) && mentionsDylib(t))
                    .map(TypeDeclaration::name)
                    .toList()
                    .stream()
                    .anyMatch(withDylib::add);
        }
    }

    private boolean mentionsDylib(TypeDeclaration declaration) {
        var found = new Rewriter() {
            boolean dylib;

            @Override
            Lifetime lifetime(Lifetime lifetime) {
                dylib |= lifetime instanceof Lifetime.Dylib;
                return lifetime;
            }

            @Override
            Type type(Type type) {
                dylib |= type instanceof Type.Named n && withDylib.contains(n.name());
                return super.type(type);
            }
        };
        found.declaration(declaration);
        return found.dylib;
    }

    private void renderTypes() throws Calls.InexpressibleException {
        Map<String, TypeDeclaration> pluginTypes =
                plugin.types().stream().collect(Collectors.toMap(TypeDeclaration::name, Function.identity()));
        for (TypeDeclaration mine : host.types()) {
            TypeDeclaration theirs = Optional.ofNullable(pluginTypes.get(mine.name()))
                    .orElseThrow(() -> new Calls.InexpressibleException("only the host has " + mine.name()));
            TypeDeclaration renamed = withLifetimesOf(mine, theirs);
            List<String> fields = Flows.contents(mine).stream().map(rust::type).toList();
            List<String> others =
                    Flows.contents(renamed).stream().map(rust::type).toList();
            if (fields.equals(others)) {
                items.add(struct("", mine, fields));
            } else {
                if (!RustTypes.shapes(Flows.contents(mine)).equals(RustTypes.shapes(Flows.contents(renamed)))) {
                    throw new Calls.InexpressibleException(
                            "the copies of " + mine.name() + " differ in more than lifetimes");
                }
                // what varies only as both copies do
                items.add(struct(
                        "",
                        mine,
                        Stream.concat(fields.stream(), others.stream()).toList()));
                items.add(struct("Host", mine, wrapped(mine, fields)));
                items.add(struct("Plugin", mine, wrapped(mine, others)));
                if (flows.go(mine.name(), Flows.Way.TO_PLUGIN)) {
                    functions.add(conversion(mine, "Host", "Plugin", others));
                }
                if (flows.go(mine.name(), Flows.Way.TO_HOST)) {
                    functions.add(conversion(mine, "Plugin", "Host", fields));
                }
            }
        }
        if (pluginTypes.size() != host.types().size()) {
            throw new Calls.InexpressibleException("only the plugin has some type");
        }
    }

    /** In a field nothing is coerced, so it is related inside a struct. */
    private List<String> wrapped(TypeDeclaration t, List<String> fields) {
        // only the other copy may mention 'dylib, and Rust wants each parameter used
        Stream<String> mention = withDylib.contains(t.name()) ? Stream.of("Same<'dylib>") : Stream.empty();
        return Stream.concat(fields.stream().map(f -> "Exactly<" + f + ">"), mention)
                .toList();
    }

    private Line struct(String prefix, TypeDeclaration t, List<String> fields) {
        return support("struct " + prefix + t.name()
                + RustTypes.parameters(t.lifetimes(), withDylib.contains(t.name()))
                + fields.stream().collect(Collectors.joining(", ", "(", ");")));
    }

    private Line conversion(TypeDeclaration t, String from, String to, List<String> wanted) {
        boolean dylib = withDylib.contains(t.name());
        String arguments = RustTypes.parameters(t.lifetimes(), dylib);
        String fields = IntStream.range(0, wanted.size())
                .mapToObj(i -> "let _: Exactly<" + wanted.get(i) + "> = x." + i + ";")
                .collect(Collectors.joining(" "));
        return new Line(
                Role.FORWARDS,
                "fn " + (from + "_" + t.name()).toLowerCase(java.util.Locale.ROOT)
                        + RustTypes.parameters(t.lifetimes(), false) + "(x: " + from + t.name() + arguments + ")"
                        + where(t.lifetimes(), List.of()) + " { let _: Option<" + to + t.name() + arguments
                        + "> = None; " + fields + " }");
    }

    private static TypeDeclaration withLifetimesOf(TypeDeclaration mine, TypeDeclaration theirs)
            throws Calls.InexpressibleException {
        return Calls.renaming(theirs.lifetimes(), mine.lifetimes(), theirs.name())
                .declaration(theirs);
    }

    private void renderInterfaces() {
        for (InterfaceDeclaration i : host.interfaces()) {
            items.add(support("trait " + i.name() + RustTypes.parameters(i.lifetimes(), false) + " {}"));
        }
    }

    private void forward(String name, Signature caller, Signature callee) {
        String arguments = IntStream.range(0, caller.parameters().size())
                .mapToObj(i -> "x" + i)
                .collect(Collectors.joining(", "));
        functions.add(support(head("to_" + name, callee) + " { loop {} }"));
        functions.add(new Line(
                Role.FORWARDS, head("from_" + name, caller) + " { Self::to_" + name + "(" + arguments + ") }"));
        if (unloadable) {
            functions.add(
                    new Line(Role.IMPOSSIBLE, head("never_" + name, caller) + " { for_ever::<'dylib>(); loop {} }"));
        }
    }

    private String head(String name, Signature s) {
        String parameters = IntStream.range(0, s.parameters().size())
                .mapToObj(i ->
                        "x" + i + ": " + rust.outermost(s.parameters().get(i).type()))
                .collect(Collectors.joining(", ", "(", ")"));
        List<String> written = s.where().stream()
                .map(w -> RustTypes.lifetime(w.longer()) + ": " + RustTypes.lifetime(w.shorter()))
                .toList();
        return "fn " + name + RustTypes.parameters(s.lifetimes(), false) + parameters
                + rust.result(s.result()).map(r -> " -> " + r).orElse("") + where(s.lifetimes(), written);
    }

    /** With the bound that no descriptor writes: every lifetime of a signature lies within the library's. */
    private String where(List<LifetimeParameter> lifetimes, List<String> written) {
        Stream<String> within =
                unloadable ? lifetimes.stream().map(l -> "'dylib: " + RustTypes.parameter(l.name())) : Stream.empty();
        String all = Stream.concat(within, written.stream()).collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " where " + all;
    }
}
