package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.conformance.lifetimes.RustPair.Line;
import org.rdylib.conformance.lifetimes.RustPair.Role;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.TypeRewriter;

/**
 * The declared types of both copies as Rust structs.
 *
 * <p>Where the copies agree there is one struct. Where they differ there are three of each: the host's and the plugin's,
 * which have the fields and so imply what these imply, and a common one, by which a value passes from a signature of one
 * side to one of the other: it varies as both do and implies nothing. Each signature is then given, beside its own
 * parameters, witnesses of its own copy's types, which rustc holds to make sense; and for each way in which values of a
 * type go there is a conversion from copy to copy, field by field.
 */
final class RustDeclarations {

    /** Whose copy. */
    enum Of {
        HOST("Host", Flows.Way.TO_PLUGIN),
        PLUGIN("Plugin", Flows.Way.TO_HOST);

        private final String prefix;
        private final Flows.Way produces;

        Of(String prefix, Flows.Way produces) {
            this.prefix = prefix;
            this.produces = produces;
        }

        String prefix() {
            return prefix;
        }

        Of other() {
            return this == HOST ? PLUGIN : HOST;
        }
    }

    private final List<TypeDeclaration> hosts;
    private final List<TypeDeclaration> plugins;
    private final boolean unloadable;
    private final boolean bounded;
    private final boolean apart;
    private final Flows flows;
    private final ImpliedBounds hostBounds;
    private final ImpliedBounds pluginBounds;

    /** @param host as {@link Reading} reads it, like {@code plugin} */
    RustDeclarations(Descriptor host, Descriptor plugin, boolean unloadable, Flows flows)
            throws Calls.InexpressibleException {
        this.unloadable = unloadable;
        this.flows = flows;
        this.hosts = host.types();
        this.plugins = Calls.counterparts(host, plugin);
        this.bounded = hasBounds(host) || hasBounds(plugin);
        this.hostBounds = new ImpliedBounds(host);
        this.pluginBounds = new ImpliedBounds(plugin);
        RustTypes plain = new RustTypes("", Set.of(), false, bounded);
        this.apart = !texts(hosts, plain).equals(texts(plugins, plain));
    }

    private static List<List<String>> texts(List<TypeDeclaration> all, RustTypes as) {
        return all.stream()
                .map(t -> Flows.contents(t).stream().map(as::type).toList())
                .toList();
    }

    /** Whether each copy has its own types. */
    boolean areApart() {
        return apart;
    }

    /** How types are written in what both sides share. */
    RustTypes common() {
        return new RustTypes("", apart ? Set.of() : withDylib(hosts), false, bounded);
    }

    /** How types are written as one copy has them. */
    RustTypes of(Of side) {
        return apart ? new RustTypes(side.prefix(), withDylib(declared(side)), false, bounded) : common();
    }

    private RustTypes loose(Of side) {
        return new RustTypes("Loose" + side.prefix(), Set.of(), true, bounded);
    }

    private List<TypeDeclaration> declared(Of side) {
        return switch (side) {
            case HOST -> hosts;
            case PLUGIN -> plugins;
        };
    }

    private ImpliedBounds bounds(Of side) {
        return switch (side) {
            case HOST -> hostBounds;
            case PLUGIN -> pluginBounds;
        };
    }

    List<Line> items() {
        List<Line> items = new ArrayList<>();
        for (Of side : apart ? Of.values() : new Of[] {Of.HOST}) {
            for (TypeDeclaration t : declared(side)) {
                items.add(struct(of(side), t, bounds(side)));
            }
        }
        if (apart) {
            for (TypeDeclaration t : hosts) {
                String parameters = RustTypes.parameters(t.lifetimes(), false);
                items.add(Line.support("struct " + common().declared(t.name(), t.lifetimes())
                        + Stream.of(Of.values())
                                .map(side -> loose(side).prefix() + t.name() + parameters)
                                .collect(Collectors.joining(", ", "(", ");"))));
            }
            for (Of side : Of.values()) {
                declared(side).forEach(t -> items.add(struct(loose(side), t)));
            }
        }
        return items;
    }

    private static Line struct(RustTypes as, TypeDeclaration t) {
        return Line.support("struct " + as.declared(t.name(), t.lifetimes()) + fields(as, t) + ";");
    }

    private static String fields(RustTypes as, TypeDeclaration t) {
        Stream<String> fields = t instanceof TypeDeclaration.Opaque opaque
                ? opaque.lifetimes().stream().map(l -> claimed(opaque, l))
                : Flows.contents(t).stream().map(as::type);
        return fields.collect(Collectors.joining(", ", "(", ")"));
    }

    /** Nobody sees the fields of an opaque type; it varies as it says. */
    private static String claimed(TypeDeclaration.Opaque opaque, LifetimeParameter lifetime) {
        String name = RustTypes.parameter(lifetime.name());
        return opaque.isCovariantIn(lifetime) ? "PhantomData<&" + name + " ()>" : "Same<" + name + ">";
    }

    /** Rust infers what references imply, but for {@code 'static}, which it wants written. */
    private static Line struct(RustTypes as, TypeDeclaration t, ImpliedBounds bounds) {
        Set<String> written = new LinkedHashSet<>();
        bounds.of(t).stream()
                .filter(o -> o.shorter() instanceof Lifetime.Static && !(o.longer() instanceof Lifetime.Static))
                .forEach(o -> written.add(RustTypes.lifetime(o.longer()) + ": 'static"));
        String where = written.isEmpty() ? "" : " where " + String.join(", ", written);
        return Line.support("struct " + as.declared(t.name(), t.lifetimes()) + fields(as, t) + where + ";");
    }

    List<Line> conversions() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            for (Of producer : Of.values()) {
                if (flows.go(hosts.get(i).name(), producer.produces)) {
                    if (apart) {
                        lines.add(conversion(
                                producer,
                                declared(producer).get(i),
                                declared(producer.other()).get(i)));
                    }
                    if (unloadable) {
                        lines.add(new Line(
                                Role.IMPOSSIBLE,
                                witnessed("never", producer, declared(producer).get(i), List.of())
                                        + " { for_ever::<'dylib>(); }"));
                    }
                }
            }
        }
        return lines;
    }

    /** In a field nothing is coerced, so it is related inside a struct. */
    private Line conversion(Of producer, TypeDeclaration given, TypeDeclaration wanted) {
        List<String> from = Flows.contents(given).stream().map(common()::type).toList();
        List<String> to = Flows.contents(wanted).stream().map(common()::type).toList();
        String body = IntStream.range(0, to.size())
                .mapToObj(i -> "let _: Exactly<" + to.get(i) + "> = x" + i + "; ")
                .collect(Collectors.joining());
        List<String> parameters = IntStream.range(0, from.size())
                .mapToObj(i -> "x" + i + ": Exactly<" + from.get(i) + ">")
                .toList();
        return new Line(
                Role.FORWARDS,
                witnessed("convert", producer, given, parameters) + " { makes_sense::<"
                        + of(producer.other()).declared(wanted.name(), wanted.lifetimes()) + ">(); " + body + "}");
    }

    /** A function of whoever has a value of the producer's copy. */
    private String witnessed(String name, Of producer, TypeDeclaration t, List<String> parameters) {
        return "fn " + (name + "_" + producer + "_" + t.name()).toLowerCase(Locale.ROOT)
                + RustTypes.parameters(t.lifetimes(), false)
                + Stream.concat(
                                Stream.of("_: PhantomData<" + of(producer).declared(t.name(), t.lifetimes()) + ">"),
                                parameters.stream())
                        .collect(Collectors.joining(", ", "(", ")"))
                + where(t.lifetimes(), unloadable, List.of());
    }

    /** With the bound that no descriptor writes: every lifetime of a signature lies within the library's. */
    static String where(List<LifetimeParameter> lifetimes, boolean unloadable, List<String> written) {
        Stream<String> within =
                unloadable ? lifetimes.stream().map(l -> "'dylib: " + RustTypes.parameter(l.name())) : Stream.empty();
        String all = Stream.concat(within, written.stream()).collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " where " + all;
    }

    private static Set<String> withDylib(List<TypeDeclaration> types) {
        Set<String> found = new HashSet<>();
        while (types.stream().filter(t -> mentionsDylib(t, found)).map(TypeDeclaration::name).toList().stream()
                .anyMatch(found::add)) {
            // A type whose fields mention one that was found is found in the next round.
        }
        return found;
    }

    private static boolean mentionsDylib(TypeDeclaration declaration, Set<String> withDylib) {
        var found = new TypeRewriter() {
            boolean dylib;

            @Override
            protected Lifetime lifetime(Lifetime lifetime) {
                dylib |= lifetime instanceof Lifetime.Dylib;
                return lifetime;
            }

            @Override
            public Type type(Type type) {
                dylib |= type instanceof Type.Named n && withDylib.contains(n.name());
                return super.type(type);
            }
        };
        found.declaration(declaration);
        return found.dylib;
    }

    private static boolean hasBounds(Descriptor descriptor) {
        return TypeSearch.anyIn(
                descriptor,
                t -> t instanceof Type.InterfaceObject o && !o.bounds().isEmpty());
    }
}
