package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.TypeRewriter;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Checker;
import org.rdylib.spec.syntax.Parsed;

/**
 * Names for the lifetimes that a descriptor leaves out and Rust cannot: those of a {@code where}, those that stand
 * twice among the parameters, of a function or of a closure or function type, and those of a result beside a parameter that
 * Rust writes another one in. Of a future that only one lifetime outlives, or none, it makes one for just that, which is
 * the same promise in fewer words.
 */
final class NamedLifetimes extends TypeRewriter {

    private final Map<String, Lifetime> written = new HashMap<>();

    private NamedLifetimes() {}

    /** The descriptor with such signatures. It is for writing code, and has another canonical form. */
    static CheckedDescriptor of(CheckedDescriptor checked, AsyncExports async) {
        Descriptor d = checked.descriptor();
        List<InterfaceDeclaration> interfaces = d.interfaces().stream()
                .map(i -> i.withMethods(i.methods().stream()
                        .map(m -> m.withSignature(of(m.signature(), i.lifetimes())))
                        .toList()))
                .toList();
        Descriptor named = d.withDeclarations(
                d.types().stream().map(NamedLifetimes::of).toList(),
                interfaces,
                d.exports().stream()
                        .map(e -> e.withSignature(export(e.signature(), async)))
                        .toList(),
                d.imports().stream()
                        .map(i -> i.withSignature(of(i.signature(), List.of())))
                        .toList());
        return named.equals(d)
                ? checked
                : Checker.check(new Parsed(Optional.of(named), Set.of(), List.of(), List.of()), checked.targets())
                        .descriptor()
                        .orElseThrow(() -> new IllegalStateException("a name makes no descriptor ill-formed"));
    }

    private static TypeDeclaration of(TypeDeclaration declaration) {
        List<Type> fields = Types.fieldTypes(declaration);
        NamedLifetimes names = new NamedLifetimes();
        Set<String> taken = mentioned(fields);
        declaration.lifetimes().forEach(l -> taken.add(l.name()));
        names.nameWithin(fields, taken);
        return names.written.isEmpty() ? declaration : names.declaration(declaration);
    }

    /** The {@code where} of an {@code async fn} is not written there. */
    private static Signature export(Signature s, AsyncExports async) {
        return async.of(s).map(form -> named(s, List.of(), form.where())).orElseGet(() -> of(s, List.of()));
    }

    private static Signature of(Signature s, List<LifetimeParameter> around) {
        Signature shorter = AsyncForm.of(s, around)
                .filter(a -> a.others().size() < 2)
                .map(a -> withoutLife(s, a))
                .orElse(s);
        return named(shorter, around, shorter.where());
    }

    private static Signature named(Signature s, List<LifetimeParameter> around, List<Outlives> where) {
        NamedLifetimes names = new NamedLifetimes();
        Set<String> taken = mentioned(Types.parts(s));
        s.lifetimes().forEach(l -> taken.add(l.name()));
        around.forEach(l -> taken.add(l.name()));
        names.name(s, where, taken);
        names.nameWithin(Types.parts(s), taken);
        return names.written.isEmpty() ? s : names.signature(s);
    }

    private void name(Signature s, List<Outlives> where, Set<String> taken) {
        for (LifetimeParameter l : s.lifetimes()) {
            if (LifetimeStyle.isElided(l.name()) && needsName(s, where, l.name())) {
                written.put(l.name(), new Lifetime.Named(free(taken), l.at()));
            }
        }
    }

    /** Names those of the closure and function types within some types. */
    private void nameWithin(List<Type> types, Set<String> taken) {
        signatures(types).forEach(s -> name(s, s.where(), taken));
    }

    private static Signature withoutLife(Signature s, AsyncForm form) {
        NamedLifetimes rewriter = new NamedLifetimes();
        rewriter.written.put(
                form.life().name(),
                form.others().stream()
                        .findFirst()
                        .<Lifetime>map(name -> new Lifetime.Named(name, s.at()))
                        .orElseGet(() -> new Lifetime.Static(s.at())));
        return new Signature(
                s.lifetimes().stream().filter(l -> !l.equals(form.life())).toList(),
                s.receiver(),
                s.parameters(),
                rewriter.type(s.result()),
                form.where(),
                s.convention(),
                s.isUnsafe(),
                s.at());
    }

    private static boolean needsName(Signature s, List<Outlives> where, String name) {
        boolean isBounded = where.stream()
                .anyMatch(w -> w.longer().isNamed(name) || w.shorter().isNamed(name));
        int mentions = s.receiver().filter(r -> r.lifetime().isNamed(name)).isPresent() ? 1 : 0;
        for (Parameter p : s.parameters()) {
            mentions += Confinement.isConfined(s, p) ? 0 : Confinement.mentions(p.type(), name);
        }
        return isBounded || mentions > 1 || isUnclearInResult(s, name);
    }

    /**
     * Whether rustc could not tell that an elided lifetime of the result is that one. It counts the {@code 'static} of a
     * function type, which is written in Rust and not in a descriptor, and a future's lifetime was none of the author's.
     */
    private static boolean isUnclearInResult(Signature s, String name) {
        return s.receiver().filter(r -> r.lifetime().isNamed(name)).isEmpty()
                && Confinement.mentions(s.result(), name) > 0
                && s.parameters().stream()
                        .anyMatch(p -> writesAnother(
                                p.type(), new Lifetime.Static(p.type().at()), name));
    }

    /**
     * Whether a type is written with another lifetime, outside of what function types and closures take and answer.
     *
     * @param usual the bound that an object or closure here leaves out
     */
    private static boolean writesAnother(Type type, Lifetime usual, String name) {
        return switch (type) {
            case Type.Function _ -> true;
            case Type.Closure c ->
                isAnother(c.bound(), usual)
                        || (c.kind() == ClosureKind.FUTURE
                                && writesAnother(c.signature().result(), new Lifetime.Static(c.at()), name));
            case Type.InterfaceObject o ->
                isAnother(o.bound(), usual) || !o.arguments().stream().allMatch(l -> l.isNamed(name));
            case Type.Reference r -> !r.lifetime().isNamed(name) || writesAnother(r.target(), r.lifetime(), name);
            case Type.Named n -> !n.arguments().stream().allMatch(l -> l.isNamed(name));
            case Type _ ->
                Types.parts(type).stream().anyMatch(p -> writesAnother(p, new Lifetime.Static(type.at()), name));
        };
    }

    private static boolean isAnother(Lifetime bound, Lifetime usual) {
        return !bound.toString().equals(usual.toString());
    }

    /** The lifetimes that the {@code for<>} in some types have names for. */
    private static Set<String> mentioned(List<Type> types) {
        Set<String> all = new HashSet<>();
        signatures(types).forEach(s -> s.lifetimes().forEach(l -> all.add(l.name())));
        return all;
    }

    /** Those of all closure and function types within some types. */
    private static List<Signature> signatures(List<Type> types) {
        List<Signature> all = new ArrayList<>();
        types.forEach(type -> Types.forEach(type, t -> {
            switch (t) {
                case Type.Function f -> all.add(f.signature());
                case Type.Closure c -> all.add(c.signature());
                case Type _ -> {}
            }
        }));
        return all;
    }

    /** The first letter, or letters, that nothing is called. */
    private static String free(Set<String> taken) {
        StringBuilder name = new StringBuilder();
        for (char c = 'a'; c <= 'z'; c++) {
            if (taken.add(String.valueOf(c))) {
                return String.valueOf(c);
            }
        }
        do {
            name.append("a_");
        } while (!taken.add(name.toString()));
        return name.toString();
    }

    @Override
    protected Lifetime lifetime(Lifetime lifetime) {
        return lifetime instanceof Lifetime.Named n ? written.getOrDefault(n.name(), n) : lifetime;
    }

    @Override
    protected LifetimeParameter parameter(LifetimeParameter p) {
        return written.get(p.name()) instanceof Lifetime.Named n ? new LifetimeParameter(n.name(), p.at()) : p;
    }
}
