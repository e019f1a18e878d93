package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Method;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;

/**
 * A pair of descriptors as Rust items that rustc accepts exactly where the pair may be linked.
 *
 * <p>For each export a <em>forwarding function</em>: the host's signature around a call of the plugin's; for each
 * import the reverse; for each interface a trait of each copy, and a <em>forwarding implementation</em> of the caller's
 * trait by an object of the implementer's. {@code 'dylib} is a parameter of the {@code impl} around them, which ties
 * both sides to the same library. How declared types are rendered is said at {@link RustDeclarations}.
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
    record Line(Role role, String text) {

        static Line support(String text) {
            return new Line(Role.SUPPORT, text);
        }
    }

    private final boolean unloadable;
    private final Descriptor host;
    private final Descriptor plugin;
    private final Flows flows;
    private final RustDeclarations declarations;
    private final RustTypes rust;
    private final List<Line> items = new ArrayList<>();
    private final List<Line> functions = new ArrayList<>();

    private RustPair(Descriptor host, Descriptor plugin, boolean unloadable) throws Calls.InexpressibleException {
        this.unloadable = unloadable;
        this.host = Reading.host(host, unloadable);
        this.plugin = Reading.plugin(plugin, unloadable);
        this.flows = Flows.of(this.host, this.plugin);
        this.declarations = new RustDeclarations(this.host, this.plugin, unloadable, flows);
        this.rust = declarations.common();
    }

    /**
     * The lines of a module.
     *
     * @throws Calls.InexpressibleException if Rust cannot be asked about this pair
     */
    static List<Line> render(Descriptor host, Descriptor plugin, boolean unloadable)
            throws Calls.InexpressibleException {
        var pair = new RustPair(host, plugin, unloadable);
        pair.items.addAll(pair.declarations.items());
        pair.functions.addAll(pair.declarations.conversions());
        for (Calls c : Calls.between(pair.host, pair.plugin)) {
            if (!c.isOnObject()) {
                pair.forward(c);
            }
            pair.rule(c);
        }
        pair.interfaces();
        List<Line> lines = new ArrayList<>(pair.items);
        lines.add(Line.support(unloadable ? "struct Library<'dylib>(Same<'dylib>);" : "struct Library;"));
        lines.add(Line.support(unloadable ? "impl<'dylib> Library<'dylib> {" : "impl Library {"));
        lines.addAll(pair.functions);
        lines.add(Line.support("}"));
        return lines.stream().map(pair::inOneFile).toList();
    }

    /** Rust is given one module, so {@code geometry::Point} is a name there and no path. */
    private Line inOneFile(Line line) {
        String text = line.text();
        List<String> names = Stream.concat(
                        host.types().stream().map(TypeDeclaration::name),
                        host.interfaces().stream().map(InterfaceDeclaration::name))
                .filter(n -> n.contains("::"))
                .toList();
        for (String name : names) {
            for (String written : List.of(name, name.toLowerCase(Locale.ROOT))) {
                text = text.replace(written, written.replace("::", "_"));
            }
        }
        return new Line(line.role(), text);
    }

    private void forward(Calls c) {
        functions.add(Line.support(head("to_" + c.name(), c.callee(), c.calleeSide()) + " { loop {} }"));
        functions.add(new Line(
                Role.FORWARDS,
                head("from_" + c.name(), c.caller(), c.callerSide()) + " { "
                        + call("Self::to_" + c.name(), List.of(), c.caller(), c.callee()) + " }"));
    }

    /** There must be a caller. */
    private void rule(Calls c) {
        if (unloadable) {
            functions.add(new Line(
                    Role.IMPOSSIBLE,
                    head("never_" + c.name(), c.caller(), c.callerSide()) + " { for_ever::<'dylib>(); loop {} }"));
        }
    }

    private void interfaces() throws Calls.InexpressibleException {
        for (InterfaceDeclaration mine : host.interfaces()) {
            items.add(Line.support(
                    rust.bounded()
                            ? "struct " + mine.name() + RustTypes.parameters(mine.lifetimes(), false)
                                    + mine.lifetimes().stream()
                                            .map(l -> "Same<" + RustTypes.parameter(l.name()) + ">")
                                            .collect(Collectors.joining(", ", "(", ");"))
                            : "trait " + mine.name() + RustTypes.parameters(mine.lifetimes(), false) + " {}"));
            InterfaceDeclaration theirs = Calls.counterpart(mine, plugin);
            trait(mine, RustDeclarations.Of.HOST);
            trait(theirs, RustDeclarations.Of.PLUGIN);
            if (flows.go(mine.name(), Flows.Way.TO_HOST)) {
                implement(mine, RustDeclarations.Of.HOST, theirs, RustDeclarations.Of.PLUGIN);
            }
            if (flows.go(mine.name(), Flows.Way.TO_PLUGIN)) {
                implement(theirs, RustDeclarations.Of.PLUGIN, mine, RustDeclarations.Of.HOST);
            }
        }
    }

    private static String object(InterfaceDeclaration i, RustDeclarations.Of maker) {
        return maker.prefix() + "Object" + i.name()
                + Stream.concat(i.lifetimes().stream().map(l -> RustTypes.parameter(l.name())), Stream.of("'o"))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private String traitName(InterfaceDeclaration i, RustDeclarations.Of side) {
        return side.prefix() + "Trait" + i.name() + RustTypes.parameters(i.lifetimes(), unloadable);
    }

    private void trait(InterfaceDeclaration i, RustDeclarations.Of side) {
        String methods = i.methods().stream()
                .map(m -> head(m.name(), m.signature(), side) + ";")
                .collect(Collectors.joining(" "));
        items.add(Line.support("trait " + traitName(i, side) + " { " + methods + " }"));
    }

    /** An object that has the implementer's methods is given those that the caller calls. */
    private void implement(
            InterfaceDeclaration caller,
            RustDeclarations.Of calling,
            InterfaceDeclaration callee,
            RustDeclarations.Of called) {
        String generics = Stream.concat(
                        Stream.concat(
                                caller.lifetimes().stream().map(l -> RustTypes.parameter(l.name())), Stream.of("'o")),
                        unloadable ? Stream.of("'dylib") : Stream.empty())
                .collect(Collectors.joining(", ", "impl<", "> "));
        String where = where(caller.lifetimes(), List.of());
        String object = object(callee, called);
        items.add(Line.support("struct " + object + "(PhantomData<&'o ()>"
                + callee.lifetimes().stream()
                        .map(l -> ", Same<" + RustTypes.parameter(l.name()) + ">")
                        .collect(Collectors.joining())
                + ");"));
        String its = callee.methods().stream()
                .map(m -> head(m.name(), m.signature(), called) + " { loop {} }")
                .collect(Collectors.joining(" "));
        String trait = traitName(callee, called);
        items.add(Line.support(generics + trait + " for " + object + where + " { " + its + " }"));
        String forwarding = IntStream.range(0, caller.methods().size())
                .mapToObj(n -> {
                    Method wanted = caller.methods().get(n);
                    Method given = callee.methods().get(n);
                    String function = "<" + object + " as " + trait + ">::" + given.name();
                    return head(wanted.name(), wanted.signature(), calling) + " { "
                            + call(function, List.of("self"), wanted.signature(), given.signature()) + " }";
                })
                .collect(Collectors.joining(" "));
        items.add(new Line(
                Role.FORWARDS,
                generics + traitName(caller, calling) + " for " + object + where + " { " + forwarding + " }"));
    }

    /** A call with the caller's arguments, and what shows the callee's types to make sense. */
    private String call(String function, List<String> self, Signature caller, Signature callee) {
        Stream<String> arguments = IntStream.range(0, caller.parameters().size())
                .mapToObj(i -> rust.coerced(
                        "x" + i,
                        caller.parameters().get(i).type(),
                        callee.parameters().get(i).type()));
        Stream<String> witnesses = declarations.areApart()
                ? Stream.generate(() -> "PhantomData").limit(callee.parameters().size() + 1L)
                : Stream.empty();
        return rust.coerced(
                Stream.of(self.stream(), arguments, witnesses)
                        .flatMap(s -> s)
                        .collect(Collectors.joining(", ", function + "(", ")")),
                callee.result(),
                caller.result());
    }

    private String head(String name, Signature s, RustDeclarations.Of side) {
        List<String> parameters = new ArrayList<>();
        s.receiver().map(RustPair::receiver).ifPresent(parameters::add);
        for (int i = 0; i < s.parameters().size(); i++) {
            parameters.add("x" + i + ": " + rust.outermost(s.parameters().get(i).type()));
        }
        if (declarations.areApart()) {
            Stream.concat(s.parameters().stream().map(Parameter::type), Stream.of(s.result()))
                    .map(declarations.of(side)::type)
                    .forEach(t -> parameters.add("_: PhantomData<" + t + ">"));
        }
        List<String> written = s.where().stream()
                .map(w -> RustTypes.lifetime(w.longer()) + ": " + RustTypes.lifetime(w.shorter()))
                .toList();
        Optional<String> result = rust.result(s.result());
        return (s.isUnsafe() ? "unsafe " : "") + "fn " + name.toLowerCase(Locale.ROOT)
                + RustTypes.parameters(s.lifetimes(), false)
                + parameters.stream().collect(Collectors.joining(", ", "(", ")"))
                + result.map(r -> " -> " + r).orElse("") + where(s.lifetimes(), written);
    }

    private static String receiver(Receiver r) {
        return switch (r.kind()) {
            case SHARED -> "self: &" + RustTypes.lifetime(r.lifetime()) + " Self";
            case EXCLUSIVE -> "self: &" + RustTypes.lifetime(r.lifetime()) + " mut Self";
            case OWNED -> "self: Box<Self>";
        };
    }

    private String where(List<LifetimeParameter> lifetimes, List<String> written) {
        return RustDeclarations.where(lifetimes, unloadable, written);
    }
}
