package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Method;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.TypeRewriter;

/**
 * Who calls whom: for each export the host's signature calls the plugin's, for each import the reverse, and for each
 * method whoever is given the object calls whoever made it.
 *
 * @param byHost whether the host is the caller
 * @param isOnObject whether it is a method, whose object is its first argument here
 */
record Calls(String name, boolean byHost, boolean isOnObject, Signature caller, Signature callee) {

    /** Whose signature the caller's is. */
    RustDeclarations.Of callerSide() {
        return byHost ? RustDeclarations.Of.HOST : RustDeclarations.Of.PLUGIN;
    }

    /** Whose signature the callee's is. */
    RustDeclarations.Of calleeSide() {
        return callerSide().other();
    }

    /** The copies differ in structure, so a judge of lifetimes and promises alone has nothing to say. */
    static final class InexpressibleException extends Exception {
        private static final long serialVersionUID = 1L;

        InexpressibleException(String message) {
            super(message);
        }
    }

    /**
     * All calls across the boundary.
     *
     * @param host as {@link Reading} reads it
     * @param plugin as {@link Reading} reads it
     */
    static List<Calls> between(Descriptor host, Descriptor plugin) throws InexpressibleException {
        List<Calls> calls = new ArrayList<>();
        addMethods(calls, host, plugin);
        Map<String, Export> exports =
                plugin.exports().stream().collect(Collectors.toMap(Export::name, Function.identity()));
        for (Export mine : host.exports()) {
            Export its = Optional.ofNullable(exports.get(mine.name()))
                    .orElseThrow(() -> new InexpressibleException("no export " + mine.name()));
            calls.add(new Calls("export_" + mine.name(), true, false, mine.signature(), its.signature()));
        }
        Map<String, Import> imports =
                host.imports().stream().collect(Collectors.toMap(Import::name, Function.identity()));
        for (Import its : plugin.imports()) {
            Import provided = Optional.ofNullable(imports.get(its.name()))
                    .orElseThrow(() -> new InexpressibleException("no import " + its.name()));
            calls.add(new Calls("import_" + its.name(), false, false, its.signature(), provided.signature()));
        }
        for (Calls c : calls) {
            if (!RustTypes.shape(c.caller).equals(RustTypes.shape(c.callee))) {
                throw new InexpressibleException(c.name + " differs in structure");
            }
        }
        return calls;
    }

    private static void addMethods(List<Calls> calls, Descriptor host, Descriptor plugin)
            throws InexpressibleException {
        Flows flows = Flows.of(host, plugin);
        for (InterfaceDeclaration mine : host.interfaces()) {
            InterfaceDeclaration theirs = counterpart(mine, plugin);
            for (int i = 0; i < mine.methods().size(); i++) {
                Method ours = mine.methods().get(i);
                Signature h = onObject(mine, ours.signature());
                Signature p = onObject(mine, theirs.methods().get(i).signature());
                String name = mine.name() + "_" + ours.name();
                if (flows.go(mine.name(), Flows.Way.TO_HOST)) {
                    calls.add(new Calls("of_plugin_" + name, true, true, h, p));
                }
                if (flows.go(mine.name(), Flows.Way.TO_PLUGIN)) {
                    calls.add(new Calls("of_host_" + name, false, true, p, h));
                }
            }
        }
        if (plugin.interfaces().size() != host.interfaces().size()) {
            throw new InexpressibleException("only the plugin has some interface");
        }
    }

    /** The plugin's copy of an interface, with the host's lifetime parameters. */
    static InterfaceDeclaration counterpart(InterfaceDeclaration mine, Descriptor plugin)
            throws InexpressibleException {
        InterfaceDeclaration theirs = plugin.interfaces().stream()
                .filter(i -> i.name().equals(mine.name()))
                .findFirst()
                .orElseThrow(() -> new InexpressibleException("only the host has " + mine.name()));
        if (!names(theirs).equals(names(mine))) {
            throw new InexpressibleException("the copies of " + mine.name() + " have different methods");
        }
        TypeRewriter renaming = renaming(theirs.lifetimes(), mine.lifetimes(), mine.name());
        return theirs.withHead(mine.lifetimes(), theirs.doc(), theirs.at())
                .withMethods(theirs.methods().stream()
                        .map(m -> m.withSignature(renaming.signature(m.signature())))
                        .toList());
    }

    /** The plugin's copies of the host's declared types, in the host's order and with its lifetime parameters. */
    static List<TypeDeclaration> counterparts(Descriptor host, Descriptor plugin) throws InexpressibleException {
        Map<String, TypeDeclaration> others =
                plugin.types().stream().collect(Collectors.toMap(TypeDeclaration::name, Function.identity()));
        List<TypeDeclaration> renamed = new ArrayList<>();
        for (TypeDeclaration mine : host.types()) {
            TypeDeclaration theirs = Optional.ofNullable(others.get(mine.name()))
                    .orElseThrow(() -> new InexpressibleException("only the host has " + mine.name()));
            TypeDeclaration its =
                    renaming(theirs.lifetimes(), mine.lifetimes(), mine.name()).declaration(theirs);
            if (!RustTypes.shapes(Flows.contents(mine)).equals(RustTypes.shapes(Flows.contents(its)))
                    || !claims(mine).equals(claims(its))) {
                throw new InexpressibleException("the copies of " + mine.name() + " differ in structure");
            }
            renamed.add(its.withHead(mine.lifetimes(), its.doc(), its.at()));
        }
        if (others.size() != host.types().size()) {
            throw new InexpressibleException("only the plugin has some type");
        }
        return renamed;
    }

    /** What a type says of itself and shows nowhere. */
    private static List<Object> claims(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Opaque o
                ? List.of(
                        o.lifetimes().stream().map(o::isCovariantIn).toList(),
                        o.claims().stream().map(Claim::bound).collect(Collectors.toSet()),
                        o.drop())
                : List.of();
    }

    private static List<String> names(InterfaceDeclaration i) {
        return i.methods().stream().map(Method::name).toList();
    }

    /** Writes the lifetimes {@code to} for the lifetimes {@code from}. */
    static TypeRewriter renaming(List<LifetimeParameter> from, List<LifetimeParameter> to, String what)
            throws InexpressibleException {
        if (from.size() != to.size()) {
            throw new InexpressibleException("the copies of " + what + " have different lifetime parameters");
        }
        Map<String, String> names = IntStream.range(0, from.size())
                .boxed()
                .collect(
                        Collectors.toMap(i -> from.get(i).name(), i -> to.get(i).name()));
        return new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                return l instanceof Lifetime.Named n && names.containsKey(n.name())
                        ? new Lifetime.Named(names.get(n.name()), n.at())
                        : l;
            }
        };
    }

    /** The signature with its receiver as an ordinary argument, generic over the interface's lifetimes and its object's. */
    private static Signature onObject(InterfaceDeclaration on, Signature s) {
        Place at = s.at();
        Receiver self = s.receiver().orElseThrow();
        List<Lifetime> arguments = on.lifetimes().stream()
                .<Lifetime>map(l -> new Lifetime.Named(l.name(), at))
                .toList();
        Type object = new Type.InterfaceObject(on.name(), arguments, Set.of(), new Lifetime.Named("object", at), at);
        Type receiver = switch (self.kind()) {
            case SHARED -> new Type.Reference(self.lifetime(), Mutability.SHARED, object, at);
            case EXCLUSIVE -> new Type.Reference(self.lifetime(), Mutability.EXCLUSIVE, object, at);
            case OWNED -> new Type.Boxed(object, at);
        };
        return new Signature(
                Stream.of(on.lifetimes(), List.of(new LifetimeParameter("object", at)), s.lifetimes())
                        .flatMap(List::stream)
                        .toList(),
                Optional.empty(),
                Stream.concat(Stream.of(new Parameter("this", receiver, at)), s.parameters().stream())
                        .toList(),
                s.result(),
                s.where(),
                s.convention(),
                s.isUnsafe(),
                at);
    }
}
