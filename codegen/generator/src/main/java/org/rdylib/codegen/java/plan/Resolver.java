package org.rdylib.codegen.java.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.rdylib.codegen.java.plan.Value.Holding;
import org.rdylib.codegen.java.plan.Within.Lent;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Place;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;

/** Turns types into {@link Value}s, and collects every use of a type that generated Java cannot express. */
final class Resolver {
    /** Makes a closure or function type of what stands at a place, and of whether it is owned there. */
    @FunctionalInterface
    interface Closing extends BiFunction<Type, Boolean, Callback> {}

    /**
     * A place in a signature.
     *
     * @param reaching the lifetimes that reach a result or a stored place: what is passed for another is copied
     * @param keeping the same, and those for which the callee may put other places where some are lent
     * @param callback what becomes of a closure here
     */
    record Site(Position position, Set<String> reaching, Set<String> keeping, Closing callback) {
        boolean reaches(Lifetime lifetime) {
            return reaching.contains(Lifetimes.name(lifetime));
        }

        /** Whether what is lent as {@code &mut} for a lifetime may be kept. */
        boolean keeps(Lifetime lifetime) {
            return keeping.contains(Lifetimes.name(lifetime));
        }
    }

    /** The slots of a constructor (JVMS 4.3.3), of which one is for {@code this}. */
    static final int MOST_SLOTS = 255;

    private final CheckedDescriptor descriptor;
    private final Target target;
    private final List<Diagnostic> refused = new ArrayList<>();

    Resolver(CheckedDescriptor descriptor, Target target) {
        this.descriptor = descriptor;
        this.target = target;
    }

    /** Every use that was refused so far. */
    List<Diagnostic> refused() {
        return List.copyOf(refused);
    }

    /**
     * The value of a type in a struct or enum.
     *
     * @param callback what becomes of a closure there
     */
    Value field(Type type, Closing callback) {
        return memory(type, Within.field(callback));
    }

    /** The value of a parameter or result. */
    Value of(Type type, Site site) {
        return switch (type) {
            case Type.Reference r
            when r.target() instanceof Type.Closure c && site.position().isParameter() -> closure(r, c, site);
            case Type.Option o
            when o.value() instanceof Type.Reference r
                    && r.target() instanceof Type.Closure c
                    && site.position().isParameter() -> new Value.Option(closure(r, c, site), o);
            case Type.Reference r
            when r.target() instanceof Type.InterfaceObject o && site.position().isParameter() -> lent(r, o, site);
            case Type.Option o
            when o.value() instanceof Type.Reference r
                    && r.target() instanceof Type.InterfaceObject object
                    && site.position().isParameter() -> new Value.Option(lent(r, object, site), o);
            case Type.Handle _, Type.Reference _, Type.Option _
            when site.position() == Position.PARAMETER
                    && Opaques.of(type, descriptor).isPresent() ->
                passed(type, Opaques.of(type, descriptor).get(), site);
            case Type.Reference r
            when isExclusive(r)
                    && !InPlace.isReference(r, descriptor)
                    && site.position().isParameter() -> exclusive(r, site);
            case Type.Option o
            when site.position().isParameter()
                    && o.value() instanceof Type.Reference r
                    && isExclusive(r)
                    && !InPlace.isReference(r, descriptor) ->
                site.keeps(r.lifetime()) ? refuse(o, Lack.EXCLUSIVE_KEPT) : new Value.Option(exclusive(r, site), o);
            case Type _ -> memory(type, Within.in(site));
        };
    }

    /** Refuses something that is no type. */
    void refuse(Place place, Lack lack) {
        refused.add(lack.at(place));
    }

    /** Refuses something for a reason of its own. */
    void refuse(Place place, String message, String help) {
        refused.add(Diagnostic.error(Code.NOT_SUPPORTED, place, message, help));
    }

    private Value refuse(Type type, Lack lack) {
        refuse(type.at(), lack);
        return new Value.Unit(type);
    }

    private Value memory(Type type, Within within) {
        return switch (type) {
            case Type.Scalar s -> scalar(s);
            case Type.Unit _ -> new Value.Unit(type);
            case Type.Named n -> named(n, within);
            case Type.Option o -> new Value.Option(memory(o.value(), within), o);
            case Type.Result r -> new Value.Result(memory(r.ok(), within), memory(r.err(), within), r);
            case Type.Tuple t -> tuple(t, within);
            case Type.Array a -> new Value.Array(memory(a.element(), within), a.length(), a);
            case Type.Reference r when InPlace.isReference(r, descriptor) -> viewed(r, within);
            case Type.Reference r when isExclusive(r) -> place(r, within);
            case Type.Reference r -> shared(r, within);
            case Type.Boxed b -> boxed(b, within);
            case Type.Handle h -> handle(h, within);
            case Type.Shared(Type.InterfaceObject object, Place _) -> owned(object, true, type, within);
            case Type.Shared(Type.Closure closure, Place _) -> owned(closure, true, type, within);
            // Others have it too, so that nothing is taken out of it.
            case Type.Shared s -> new Value.Boxed(memory(s.target(), within.counted()), true, s);
            case Type.Vector v -> new Value.Vector(memory(v.element(), within.owned()), true, v);
            case Type.Text _ -> new Value.OwnedText(true, type);
            case Type.Pointer _ -> new Value.Pointer(type);
            case Type.Function f -> function(f, within);
            case Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ ->
                throw new IllegalArgumentException(type.at() + ": a type without a size by value");
        };
    }

    private static boolean isExclusive(Type.Reference reference) {
        return reference.mutability() == Mutability.EXCLUSIVE;
    }

    private Optional<Lack> lack(Type type, Within within) {
        return InPlace.of(type, false, descriptor).flatMap(use -> use.lackIn(within));
    }

    /** What the library lends, or is lent within something else. */
    private Value viewed(Type.Reference reference, Within within) {
        Optional<Lack> lack = lack(reference, within);
        if (lack.isPresent()) {
            return refuse(reference, lack.get());
        }
        boolean exclusive = isExclusive(reference);
        return switch (reference.target()) {
            case Type.InterfaceObject object
            when isSending(object.bounds()) ->
                new Value.ViewedObject(object, exclusive, reference.lifetime(), reference);
            case Type.InterfaceObject _ -> refuse(reference, Lack.BOUND_OF_OBJECT);
            case Type.Closure closure
            when isSending(closure.bounds()) ->
                new Value.ViewedClosure(
                        within.callback().orElseThrow().apply(closure, false),
                        closure,
                        exclusive,
                        reference.lifetime(),
                        reference);
            case Type.Closure _ -> refuse(reference, Lack.BOUND_OF_CLOSURE);
            case Type target ->
                Opaques.value(
                        (Type.Named) target,
                        descriptor,
                        Optional.of(reference.lifetime()),
                        exclusive ? Value.Having.VIEWED_EXCLUSIVELY : Value.Having.VIEWED,
                        reference);
        };
    }

    /** An opaque value that comes out of the library, or goes back to it in a value or as the answer of a callback. */
    private Value handle(Type.Handle handle, Within within) {
        return lack(handle, within)
                .map(lack -> refuse(handle, lack))
                .orElseGet(
                        () -> Opaques.value(handle.target(), descriptor, Optional.empty(), Value.Having.OWNED, handle));
    }

    /** An opaque value, or a place for one, as a parameter. */
    private Value passed(Type type, Opaques.Use use, Site site) {
        if (use.isPlace() && use.reference().filter(site::keeps).isPresent()) {
            return refuse(type, Lack.EXCLUSIVE_KEPT);
        }
        Value value = Opaques.value(
                use.named(), descriptor, use.isPlace() ? Optional.empty() : use.reference(), use.having(), use.type());
        if (!use.isOptional()) {
            return value;
        }
        Value option = new Value.Option(value, use.option());
        return use.isPlace() ? new Value.Mut(option, Optional.empty(), type) : option;
    }

    private Value boxed(Type.Boxed boxed, Within within) {
        return switch (boxed.target()) {
            case Type.InterfaceObject object -> owned(object, false, boxed, within);
            case Type.Closure closure -> owned(closure, false, boxed, within);
            case Type.Slice s -> new Value.Vector(memory(s.element(), within.owned()), false, boxed);
            case Type.Str _ -> new Value.OwnedText(false, boxed);
            case Type target -> new Value.Boxed(memory(target, within.owned()), false, boxed);
        };
    }

    private Value owned(Type.InterfaceObject object, boolean counted, Type type, Within within) {
        Optional<Lack> lack = lack(object, within);
        if (lack.isPresent()) {
            return refuse(type, lack.get());
        }
        return isSending(object.bounds())
                ? new Value.BoxedObject(object, counted, type)
                : refuse(type, Lack.BOUND_OF_OBJECT);
    }

    private Value owned(Type.Closure closure, boolean counted, Type type, Within within) {
        Optional<Lack> lack = lack(closure, within);
        if (lack.isPresent()) {
            return refuse(type, lack.get());
        }
        return isSending(closure.bounds())
                ? new Value.BoxedClosure(within.callback().orElseThrow().apply(closure, true), closure, counted, type)
                : refuse(type, Lack.BOUND_OF_CLOSURE);
    }

    private Value function(Type.Function function, Within within) {
        return lack(function, within)
                .map(lack -> refuse(function, lack))
                .orElseGet(() -> new Value.Function(
                        within.callback().orElseThrow().apply(function, false), Callback.closure(function), function));
    }

    private static boolean isSending(Set<Bound> bounds) {
        return Set.of(Bound.SEND, Bound.SYNC).containsAll(bounds);
    }

    private Value lent(Type.Reference reference, Type.InterfaceObject object, Site site) {
        return isSending(object.bounds())
                ? new Value.LentObject(object, isExclusive(reference), kept(reference, site), reference)
                : refuse(reference, Lack.BOUND_OF_OBJECT);
    }

    private static Optional<Lifetime> kept(Type.Reference reference, Site site) {
        return Optional.of(reference.lifetime()).filter(site::reaches);
    }

    private Value scalar(Type.Scalar scalar) {
        return scalar.kind() == ScalarKind.U128 || scalar.kind() == ScalarKind.I128
                ? new Value.Wide(scalar.kind() == ScalarKind.I128, scalar)
                : new Value.Scalar(target.fixed(scalar.kind()), scalar);
    }

    private Value named(Type.Named named, Within within) {
        Ownership ownership = Ownership.of(named, descriptor);
        Optional<Lack> lack = References.in(named, descriptor).lackIn(within);
        if (lack.isPresent()) {
            return refuse(named, lack.get());
        }
        Lending.Places places = Lending.places(named, descriptor);
        if (!places.canBeLent(within.lent())) {
            return refuse(named, within.exclusiveThere());
        }
        if (places.lifetimes().stream().anyMatch(within::keeps)) {
            return refuse(named, Lack.EXCLUSIVE_KEPT);
        }
        return switch (descriptor.type(named.name())) {
            case TypeDeclaration.Enum e when !e.hasPayload() -> new Value.PlainEnum(e, named);
            case TypeDeclaration.Opaque _ ->
                throw new IllegalArgumentException(named.at() + ": a type without a size by value");
            case TypeDeclaration declaration ->
                new Value.Composite(
                        declaration,
                        named.arguments(),
                        ownership,
                        Lifetimes.reachesDylib(declaration, descriptor),
                        Growing.reaches(declaration, descriptor),
                        places.lending(),
                        named);
        };
    }

    private Value tuple(Type.Tuple tuple, Within within) {
        if (tuple.elements().size() >= MOST_SLOTS) {
            return refuse(tuple, Lack.LONG_TUPLE);
        }
        return new Value.Tuple(
                tuple.elements().stream().map(e -> memory(e, within)).toList(), tuple);
    }

    private Value shared(Type.Reference reference, Within within) {
        Lifetime lifetime = reference.lifetime();
        boolean outlives =
                within.reaching().isEmpty() || within.reaching().get().contains(Lifetimes.name(lifetime));
        boolean leads = Ownership.of(reference, descriptor) == Ownership.OBJECTS;
        Holding lasting = leads ? Holding.KEPT : Holding.BORROWED;
        Holding holding = outlives ? lasting : Holding.COPIED;
        return switch (reference.target()) {
            case Type.Str _ -> new Value.Text(lifetime, false, holding, reference);
            case Type.CStr _ -> new Value.Text(lifetime, true, holding, reference);
            case Type.Slice s -> new Value.Slice(lifetime, memory(s.element(), within.reference()), holding, reference);
            case Type target -> new Value.Ref(lifetime, memory(target, within.reference()), holding, reference);
        };
    }

    private Value exclusive(Type.Reference reference, Site site) {
        Within within = Within.in(site);
        Lent behind = site.position() == Position.PARAMETER ? Lent.BEHIND_EXCLUSIVE : Lent.NOT;
        Optional<Lifetime> kept = kept(reference, site);
        return switch (reference.target()) {
            case Type.CStr _ -> refuse(reference, Lack.EXCLUSIVE_TEXT_OF_C);
            case Type target
            when site.keeps(reference.lifetime()) && !mayStayLent(reference, target, site) ->
                refuse(reference, Lack.EXCLUSIVE_KEPT);
            case Type.Str _ -> new Value.MutText(kept, reference);
            case Type target
            when site.position() == Position.CALLBACK_PARAMETER && !Ownership.canBeReplaced(target, descriptor) ->
                refuse(reference, Lack.EXCLUSIVE_OWNED);
            case Type.Slice slice ->
                new Value.MutSlice(
                        reference.lifetime(), memory(slice.element(), within.exclusive(behind)), kept, reference);
            case Type target -> new Value.Mut(memory(target, within.exclusive(behind)), kept, reference);
        };
    }

    /**
     * Whether a place can be lent to the library for longer than a call: what is in it then stays as it is, whatever the
     * library does, but for plain data. What may come to stand in another place is not known to stay there.
     */
    private boolean mayStayLent(Type.Reference reference, Type target, Site site) {
        return site.position() == Position.PARAMETER
                && site.reaches(reference.lifetime())
                && PlainData.is(target, descriptor);
    }

    /** A place that is lent with what it is part of. */
    private Value place(Type.Reference reference, Within within) {
        return switch (reference.target()) {
            case Type target when within.isLibrarysAnswer() -> answered(reference, target, within);
            case Type _
            when !Lending.places(reference, descriptor).canBeLent(within.lent()) ->
                refuse(reference, within.exclusiveThere());
            case Type.CStr _ -> refuse(reference, Lack.EXCLUSIVE_TEXT_OF_C);
            case Type _
            when within.keeps(Lifetimes.name(reference.lifetime())) -> refuse(reference, Lack.EXCLUSIVE_KEPT);
            case Type target -> {
                Value content = content(reference, target, within.exclusive(Lent.NOT), Holding.COPIED);
                yield Shape.of(content).withDylib().isEmpty()
                        ? new Value.MutWithin(content, reference)
                        : refuse(reference, Lack.EXCLUSIVE_OF_BORROW);
            }
        };
    }

    /** A view of what the library answers with: Java replaces it whenever it likes, and has nothing to drop or to hold to. */
    private Value answered(Type.Reference reference, Type target, Within within) {
        return switch (target) {
            case Type.CStr _ -> refuse(reference, Lack.EXCLUSIVE_TEXT_OF_C);
            case Type _
            when !within.moves() || !PlainData.is(target, descriptor) -> refuse(reference, Lack.EXCLUSIVE_RESULT);
            case Type _ ->
                new Value.MutViewed(content(reference, target, within.reference(), Holding.BORROWED), reference);
        };
    }

    private Value content(Type.Reference reference, Type target, Within inside, Holding holding) {
        Lifetime lifetime = reference.lifetime();
        return switch (target) {
            case Type.Str _ -> new Value.Text(lifetime, false, holding, reference);
            case Type.Slice s -> new Value.Slice(lifetime, memory(s.element(), inside), holding, reference);
            case Type _ -> new Value.Ref(lifetime, memory(target, inside), holding, reference);
        };
    }

    private Value closure(Type.Reference reference, Type.Closure closure, Site site) {
        if (!isSending(closure.bounds())) {
            return refuse(reference, Lack.BOUND_OF_CLOSURE);
        }
        Callback callback = site.callback().apply(closure, false);
        return new Value.Called(callback, closure, isExclusive(reference), kept(reference, site), reference);
    }
}
