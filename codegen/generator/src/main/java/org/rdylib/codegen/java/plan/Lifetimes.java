package org.rdylib.codegen.java.plan;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * The lifetimes of checked types by name. In Java {@code 'static} and {@code 'dylib} are one: what lives for either
 * belongs to the library's own region.
 */
public final class Lifetimes {
    /** The name of {@code 'static} and {@code 'dylib}. */
    public static final String DYLIB = "'dylib";

    /** What a lifetime that a closure or function binds is called outside it. No lifetime's name is a keyword. */
    static final String BOUND = "for";

    private Lifetimes() {}

    /** The name under which {@code lifetime} is known here, with its apostrophe. */
    public static String name(Lifetime lifetime) {
        return switch (lifetime) {
            case Lifetime.Static _, Lifetime.Dylib _ -> DYLIB;
            case Lifetime.Named named -> named.toString();
            case Lifetime.Elided e -> throw new IllegalArgumentException(e.at() + ": an unchecked lifetime");
            case Lifetime.Omitted o -> throw new IllegalArgumentException(o.at() + ": an unchecked lifetime");
        };
    }

    /** The lifetime that is known by {@code name}. */
    static Lifetime of(String name, Place at) {
        return name.equals(DYLIB) ? new Lifetime.Dylib(at) : new Lifetime.Named(name.substring(1), at);
    }

    public static String name(LifetimeParameter parameter) {
        return "'" + parameter.name();
    }

    /** The lifetime for which a method borrows its object; empty for one that consumes it, and for what is no method. */
    static Optional<String> ofReceiver(Signature signature) {
        return signature
                .receiver()
                .filter(receiver -> receiver.kind() != Receiver.Kind.OWNED)
                .map(receiver -> name(receiver.lifetime()));
    }

    /** What a variable for the region of a lifetime is called. */
    public static String variable(String lifetime) {
        String name = lifetime.substring(1);
        return Character.isLetter(name.charAt(0)) ? Identifiers.member(name) : "region";
    }

    /** The lifetimes that a type mentions and does not bind itself, in the order in which they are written. */
    static Set<String> in(Type type) {
        Set<String> found = new LinkedHashSet<>();
        collect(type, Set.of(), found::add);
        return found;
    }

    /** The lifetimes that a type mentions as the bound of a future, and nowhere else. */
    public static Set<String> ofFuturesAlone(Type type) {
        Set<String> bounds = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        separate(type, bounds, others);
        bounds.removeAll(others);
        bounds.remove(DYLIB);
        return bounds;
    }

    /**
     * The lifetimes that a type mentions for more than how long its objects and closures may be used: what these can be asked
     * for, and all else.
     */
    static Set<String> plainly(Type type) {
        Set<String> found = new LinkedHashSet<>();
        addPlain(type, found);
        return found;
    }

    private static void addPlain(Type type, Set<String> found) {
        switch (type) {
            case Type.Reference(var _, var _, Type.InterfaceObject object, var _) -> addPlain(object, found);
            case Type.Reference(var _, var _, Type.Closure closure, var _) -> addPlain(closure, found);
            case Type.InterfaceObject object -> object.arguments().forEach(lifetime -> found.add(name(lifetime)));
            case Type.Closure closure -> collect(closure.signature(), Set.of(), found::add);
            case Type other -> {
                Types.lifetimes(other).forEach(lifetime -> found.add(name(lifetime)));
                Types.parts(other).forEach(part -> addPlain(part, found));
            }
        }
    }

    private static void separate(Type type, Set<String> bounds, Set<String> others) {
        if (type instanceof Type.Closure future && future.kind() == ClosureKind.FUTURE) {
            bounds.add(name(future.bound()));
            separate(future.signature().result(), bounds, others);
        } else if (type instanceof Type.Closure || type instanceof Type.Function) {
            others.addAll(in(type));
        } else {
            Types.lifetimes(type).stream().map(Lifetimes::name).forEach(others::add);
            Types.parts(type).forEach(part -> separate(part, bounds, others));
        }
    }

    private static void collect(Type type, Set<String> bound, Consumer<String> found) {
        Types.lifetimes(type).stream()
                .map(Lifetimes::name)
                .filter(lifetime -> !bound.contains(lifetime))
                .forEach(found);
        switch (type) {
            case Type.Function f -> collect(f.signature(), bound, found);
            case Type.Closure c -> collect(c.signature(), bound, found);
            case Type other -> Types.parts(other).forEach(part -> collect(part, bound, found));
        }
    }

    private static void collect(Signature signature, Set<String> outer, Consumer<String> found) {
        Set<String> bound = new HashSet<>(outer);
        signature.lifetimes().forEach(parameter -> bound.add(name(parameter)));
        Types.parts(signature).forEach(part -> collect(part, bound, found));
    }

    /** Whether something in the fields of a declared type lives for {@code 'dylib}, whatever its own parameters are. */
    static boolean reachesDylib(TypeDeclaration declaration, CheckedDescriptor descriptor) {
        return reachesDylib(declaration, descriptor, new HashSet<>());
    }

    /** The same of something in a type. */
    static boolean reachesDylib(Type type, CheckedDescriptor descriptor) {
        return reachesDylib(type, descriptor, new HashSet<>());
    }

    private static boolean reachesDylib(
            TypeDeclaration declaration, CheckedDescriptor descriptor, Set<String> visited) {
        return visited.add(declaration.name())
                && Types.fieldTypes(declaration).stream().anyMatch(type -> reachesDylib(type, descriptor, visited));
    }

    private static boolean reachesDylib(Type type, CheckedDescriptor descriptor, Set<String> visited) {
        return in(type).contains(DYLIB)
                || (type instanceof Type.Named named
                        && reachesDylib(descriptor.type(named.name()), descriptor, visited))
                || Types.parts(type).stream().anyMatch(part -> reachesDylib(part, descriptor, visited));
    }

    /** What lifetimes inside a function type are called outside it: its own {@link #BOUND}, the others what {@code outside} says. */
    static UnaryOperator<String> inside(Signature signature, UnaryOperator<String> outside) {
        Set<String> own = signature.lifetimes().stream().map(Lifetimes::name).collect(toSet());
        return name -> own.contains(name) ? BOUND : outside.apply(name);
    }

    /** What the arguments of a declared type are called outside it. */
    static List<String> arguments(Type.Named named, UnaryOperator<String> outside) {
        return named.arguments().stream().map(Lifetimes::name).map(outside).toList();
    }

    /** What lifetimes in the fields of a declared type are called where it is used with {@code arguments}. */
    static UnaryOperator<String> inFields(TypeDeclaration declaration, List<String> arguments) {
        Map<String, String> substitution = substitution(declaration.lifetimes(), arguments);
        return name -> substitution.getOrDefault(name, name);
    }

    /** What each lifetime parameter of a declaration stands for at a use of it. */
    static Map<String, String> substitution(List<LifetimeParameter> parameters, List<String> arguments) {
        Map<String, String> substitution = new HashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            substitution.put(name(parameters.get(i)), arguments.get(i));
        }
        return substitution;
    }
}
