package org.rdylib.spec.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/**
 * What an opaque type may say of itself, and where it may stand.
 *
 * <table>
 * <caption>Verdicts</caption>
 * <tr><th>an opaque H</th><th></th></tr>
 * <tr><td>behind {@code &}, {@code &mut}, {@code *const}, {@code *mut}</td><td>yes</td></tr>
 * <tr><td>in {@code Box}</td><td>if it has {@code drop:}</td></tr>
 * <tr><td>by value, in {@code Vec}, a slice or an array: its size is not known</td><td>no</td></tr>
 * <tr><td>in {@code Arc}: it has no table to be counted by</td><td>no</td></tr>
 * <tr><td>{@code covariant:}</td><td>lifetimes of its own, each once</td></tr>
 * <tr><td>{@code bounds:}</td><td>{@code Send}, {@code Sync}, {@code Const}: there is nothing to copy</td></tr>
 * </table>
 */
final class Opaques {

    private final Map<String, TypeDeclaration.Opaque> opaque = new HashMap<>();
    private final Problems problems;

    Opaques(Descriptor descriptor, Problems problems) {
        this.problems = problems;
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Opaque o) {
                opaque.putIfAbsent(o.name(), o);
            }
        }
    }

    /** What it says of itself. */
    static void declared(TypeDeclaration.Opaque opaque, Problems problems) {
        Set<String> own =
                opaque.lifetimes().stream().map(LifetimeParameter::name).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (Lifetime.Named lifetime : opaque.covariant()) {
            if (!own.contains(lifetime.name())) {
                problems.error(
                        Code.UNDECLARED_LIFETIME,
                        lifetime.at(),
                        "`" + lifetime + "` is no lifetime of `" + opaque.name() + "`",
                        "declare it: `" + opaque.name() + "<" + lifetime + ">`");
            } else if (!seen.add(lifetime.name())) {
                problems.error(
                        Code.OPAQUE, lifetime.at(), "`" + lifetime + "` is said to be covariant twice", "leave it out");
            }
        }
        for (Claim claim : opaque.claims()) {
            if (claim.bound() == Bound.CLONE || claim.bound() == Bound.PORTABLE) {
                problems.error(
                        Code.OPAQUE,
                        claim.at(),
                        "nobody but the library could copy `" + opaque.name() + "`, so it is not `"
                                + claim.bound().spelling() + "`",
                        "leave it out");
            }
        }
    }

    /** Reports one that stands where its size would matter. */
    void behind(Type.Named named, boolean isReference) {
        if (!isReference) {
            find(named)
                    .ifPresent(o -> problems.error(
                            Code.OPAQUE,
                            named.at(),
                            "`" + o.name() + "` is opaque: nobody but the library knows its size",
                            "write " + instead(o)));
        }
    }

    /** Reports one in an {@code Arc}. */
    void counted(Type.Named named) {
        find(named)
                .ifPresent(o -> problems.error(
                        Code.OPAQUE,
                        named.at(),
                        "`" + o.name() + "` is opaque: nothing says how those who have it in an `Arc` are counted",
                        "write " + instead(o) + "; or let it be an interface, whose objects are counted, as `Arc<dyn "
                                + o.name() + ">`"));
    }

    private static String instead(TypeDeclaration.Opaque o) {
        return "`&" + o.name() + "`" + (o.drop().isPresent() ? " or `Box<" + o.name() + ">`" : "");
    }

    /** Reports one that is owned, and that nobody could free. */
    void owned(Type.Handle handle) {
        find(handle.target())
                .filter(o -> o.drop().isEmpty())
                .ifPresent(o -> problems.error(
                        Code.OPAQUE,
                        handle.at(),
                        "nothing says how a `" + o.name() + "` that one owns is freed",
                        "name the library's function: `" + o.name() + ": {opaque: {drop: symbol}}`"));
    }

    private Optional<TypeDeclaration.Opaque> find(Type.Named named) {
        return Optional.ofNullable(opaque.get(named.name()));
    }
}
