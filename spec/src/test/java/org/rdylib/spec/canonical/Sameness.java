package org.rdylib.spec.canonical;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.layout.CArguments;

/**
 * Whether two checked descriptors mean the same: a second opinion beside their canonical forms. It compares the records of
 * the model by all that they consist of, whatever that is, and knows but of a few things that they mean nothing: places,
 * documentation, the order of declarations, clauses and claims, and how lifetimes are called.
 */
final class Sameness {

    private static final Set<String> MEANINGLESS = Set.of("at", "doc");

    /** The lifetimes that stand for one another, of those that are in scope, in both directions. */
    private final Map<String, String> there = new HashMap<>();

    private final Map<String, String> back = new HashMap<>();

    private Sameness() {}

    static boolean of(Descriptor a, Descriptor b) {
        return a.library().equals(b.library())
                && a.version().equals(b.version())
                && a.onUnload().threads() == b.onUnload().threads()
                && a.onUnload().shutdown().equals(b.onUnload().shutdown())
                && byName(a.types(), b.types(), Comparator.comparing(TypeDeclaration::name))
                && byName(a.interfaces(), b.interfaces(), Comparator.comparing(InterfaceDeclaration::name))
                && byName(exports(a), exports(b), Comparator.comparing(Export::name))
                && new Sameness().same(a.imports(), b.imports());
    }

    /** With the symbols that are not written, and without a {@code c:} that says what holds without it. */
    private static List<Export> exports(Descriptor d) {
        return d.exports().stream()
                .map(e -> new Export(
                        e.name(),
                        e.signature(),
                        Optional.of(d.symbolOf(e)),
                        CArguments.unusual(e),
                        e.isOptional(),
                        e.isLeaf(),
                        e.doc(),
                        e.at()))
                .toList();
    }

    private static <T> boolean byName(Collection<T> a, Collection<T> b, Comparator<T> order) {
        List<T> x = a.stream().sorted(order).toList();
        List<T> y = b.stream().sorted(order).toList();
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!new Sameness().same(x.get(i), y.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean same(Object a, Object b) {
        if (!a.getClass().equals(b.getClass()) && !(a instanceof Collection<?> && b instanceof Collection<?>)) {
            return false;
        }
        return switch (a) {
            case Signature s -> signature(s, (Signature) b);
            case Lifetime.Named l -> renamed(l.name(), ((Lifetime.Named) b).name());
            case LifetimeParameter p -> renamed(p.name(), ((LifetimeParameter) b).name());
            case Type.Function f -> {
                // The parameters of a function type are known by their order alone.
                Type.Function g = (Type.Function) b;
                yield signature(unnamed(f.signature()), unnamed(g.signature())) && same(f.bound(), g.bound());
            }
            case Claim c -> c.bound() == ((Claim) b).bound();
            case Record r -> components(r, b);
            case List<?> l
            when !l.isEmpty() && l.getFirst() instanceof Claim -> claims(l).equals(claims((List<?>) b));
            case List<?> l -> inOrder(l, (List<?>) b);
            case Optional<?> o -> {
                Optional<?> p = (Optional<?>) b;
                yield o.isPresent() == p.isPresent() && (o.isEmpty() || same(o.get(), p.get()));
            }
            default -> a.equals(b);
        };
    }

    private static Set<Object> claims(List<?> claims) {
        Set<Object> bounds = new HashSet<>();
        claims.forEach(c -> bounds.add(((Claim) c).bound()));
        return bounds;
    }

    private boolean inOrder(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean components(Record a, Object b) {
        for (RecordComponent c : a.getClass().getRecordComponents()) {
            try {
                boolean matters = !MEANINGLESS.contains(c.getName());
                if (matters && !same(c.getAccessor().invoke(a), c.getAccessor().invoke(b))) {
                    return false;
                }
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(c + " cannot be read", e);
            }
        }
        return true;
    }

    private boolean renamed(String a, String b) {
        Optional<String> other = Optional.ofNullable(there.putIfAbsent(a, b));
        Optional<String> mine = Optional.ofNullable(back.putIfAbsent(b, a));
        return other.orElse(b).equals(b) && mine.orElse(a).equals(a);
    }

    private static Signature unnamed(Signature s) {
        List<Parameter> parameters = s.parameters().stream()
                .map(p -> new Parameter("", p.type(), p.at()))
                .toList();
        return new Signature(
                s.lifetimes(), s.receiver(), parameters, s.result(), s.where(), s.convention(), s.isUnsafe(), s.at());
    }

    /** Its lifetimes are the same if there is a way of renaming them; where they are mentioned decides which. */
    private boolean signature(Signature a, Signature b) {
        if (a.lifetimes().size() != b.lifetimes().size()
                || a.convention() != b.convention()
                || a.isUnsafe() != b.isUnsafe()) {
            return false;
        }
        boolean same = same(a.receiver(), b.receiver())
                && inOrder(a.parameters(), b.parameters())
                && same(a.result(), b.result())
                && promises(a, b);
        // What it mentions of the scopes around it stays decided.
        a.lifetimes().forEach(l -> there.remove(l.name()));
        b.lifetimes().forEach(l -> back.remove(l.name()));
        return same;
    }

    /** The clauses as a set, under some renaming of those lifetimes that only clauses mention. */
    private boolean promises(Signature a, Signature b) {
        List<String> open = new ArrayList<>();
        a.lifetimes().stream()
                .map(LifetimeParameter::name)
                .filter(n -> !there.containsKey(n))
                .forEach(open::add);
        List<String> left = new ArrayList<>();
        b.lifetimes().stream()
                .map(LifetimeParameter::name)
                .filter(n -> !back.containsKey(n))
                .forEach(left::add);
        return open.size() == left.size() && promises(a, b, open, left);
    }

    private boolean promises(Signature a, Signature b, List<String> open, List<String> left) {
        if (open.isEmpty()) {
            Set<String> renamed = new HashSet<>();
            a.where().forEach(w -> renamed.add(name(w.longer()) + ":" + name(w.shorter())));
            Set<String> wanted = new HashSet<>();
            b.where().forEach(w -> wanted.add(plain(w)));
            return renamed.equals(wanted);
        }
        for (String candidate : left) {
            there.put(open.getFirst(), candidate);
            back.put(candidate, open.getFirst());
            List<String> rest = new ArrayList<>(left);
            rest.remove(candidate);
            boolean found = promises(a, b, open.subList(1, open.size()), rest);
            there.remove(open.getFirst());
            back.remove(candidate);
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static String plain(Outlives w) {
        return w.longer() + ":" + w.shorter();
    }

    private String name(Lifetime lifetime) {
        return lifetime instanceof Lifetime.Named n
                ? "'" + there.getOrDefault(n.name(), n.name())
                : lifetime.toString();
    }
}
