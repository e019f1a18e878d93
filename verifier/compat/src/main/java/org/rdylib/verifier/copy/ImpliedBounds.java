package org.rdylib.verifier.copy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/**
 * The bounds without which a type would make no sense: for each {@code &'l X}, every lifetime of {@code X} outlives
 * {@code 'l}; a user type implies what its fields imply.
 *
 * <p>In a signature a reference that mentions a lifetime of a {@code for<>} around it says nothing until that is opened, and
 * of what a user type implies neither does a bound of such a lifetime; its others hold, since the type must make sense
 * whatever that lifetime is. In a field of a user type no more than the bound of such a lifetime is left out: so rustc infers
 * what a type demands of its users (RFC 2093), whose plugins then rely on it.
 *
 * @param <R> what a lifetime stands for
 */
public final class ImpliedBounds<R> {

    /** Takes {@code longer: shorter}, implied by the type that is written at {@code at}. */
    public interface Sink<R> {
        void accept(R longer, R shorter, Place at);
    }

    private final DeclaredBounds declared;
    private final Function<Lifetime, Optional<R>> regions;
    private final boolean isOfFields;
    private final Sink<R> sink;

    /**
     * @param regions what each lifetime in the types stands for
     * @param isOfFields whether the types are those of the fields of a user type, not those in a signature
     */
    public ImpliedBounds(
            DeclaredBounds declared, Function<Lifetime, Optional<R>> regions, boolean isOfFields, Sink<R> sink) {
        this.declared = declared;
        this.regions = regions;
        this.isOfFields = isOfFields;
        this.sink = sink;
    }

    public void of(Type type) {
        of(type, Set.of());
    }

    private void of(Type type, Set<String> unopened) {
        switch (type) {
            case Type.Function t -> callable(t.signature(), unopened);
            case Type.Closure t -> callable(t.signature(), unopened);
            case Type.Reference t -> {
                reference(t, unopened);
                of(t.target(), unopened);
            }
            case Type.Named t -> named(t, unopened);
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _, Type.InterfaceObject _ -> {}
            case Type.Tuple _, Type.Array _, Type.Pointer _, Type.Slice _, Type.Option _ -> parts(type, unopened);
            case Type.Result _, Type.Boxed _, Type.Handle _, Type.Shared _, Type.Vector _ -> parts(type, unopened);
        }
    }

    private void parts(Type type, Set<String> unopened) {
        Types.forEachPart(type, part -> of(part, unopened));
    }

    private void reference(Type.Reference reference, Set<String> unopened) {
        List<Lifetime> mentioned = new ArrayList<>();
        new FreeLifetimes(declared, mentioned::add).of(reference.target());
        if (mentioned.isEmpty() || !isOpen(reference.lifetime(), unopened)) {
            return;
        }
        if (!isOfFields && !areOpen(mentioned, unopened)) {
            return;
        }
        R shorter = require(reference.lifetime());
        for (Lifetime longer : mentioned) {
            if (isOpen(longer, unopened)) {
                sink.accept(require(longer), shorter, reference.at());
            }
        }
    }

    private void named(Type.Named named, Set<String> unopened) {
        for (DeclaredBounds.Implied bound : declared.of(named.name())) {
            Lifetime longer = written(bound.longer(), named);
            Lifetime shorter = written(bound.shorter(), named);
            if (isOpen(longer, unopened) && isOpen(shorter, unopened)) {
                sink.accept(require(longer), require(shorter), named.at());
            }
        }
    }

    private void callable(Signature signature, Set<String> unopened) {
        Set<String> inner = new HashSet<>(unopened);
        signature.lifetimes().forEach(l -> inner.add(l.name()));
        Types.forEachPart(signature, part -> of(part, inner));
    }

    private static Lifetime written(DeclaredLifetime slot, Type.Named named) {
        return switch (slot) {
            case DeclaredLifetime.Parameter(int index) -> named.arguments().get(index);
            case DeclaredLifetime.Constant.STATIC -> new Lifetime.Static(named.at());
            case DeclaredLifetime.Constant.DYLIB -> new Lifetime.Dylib(named.at());
        };
    }

    private static boolean areOpen(List<Lifetime> lifetimes, Set<String> unopened) {
        for (Lifetime lifetime : lifetimes) {
            if (!isOpen(lifetime, unopened)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(Lifetime lifetime, Set<String> unopened) {
        return !(lifetime instanceof Lifetime.Named n && unopened.contains(n.name()));
    }

    private R require(Lifetime lifetime) {
        return regions.apply(lifetime)
                .orElseThrow(() -> new IllegalStateException(lifetime + " is not in scope at " + lifetime.at()));
    }
}
