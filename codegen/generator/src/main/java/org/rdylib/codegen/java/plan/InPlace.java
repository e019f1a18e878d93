package org.rdylib.codegen.java.plan;

import java.util.Optional;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/**
 * What is used where it is, rather than copied: an object, a closure, a function or an opaque value within a type.
 *
 * @param lent how it is lent; empty if it is owned
 * @param hasLifetimes whether it was made for any
 * @param isFixed whether one of these cannot be shortened
 * @param behind whether it is behind a reference in the type
 */
record InPlace(Kind kind, Optional<Mutability> lent, boolean hasLifetimes, boolean isFixed, boolean behind) {

    /** What it is, and what cannot be expressed of it. */
    enum Kind {
        OBJECT(Lack.OBJECT_OWNED_ELSEWHERE, Lack.OBJECT_LENT_ELSEWHERE),
        CLOSURE(Lack.CLOSURE_OWNED_ELSEWHERE, Lack.CLOSURE_LENT_ELSEWHERE),
        FUNCTION(Lack.FUNCTION_ELSEWHERE, Lack.FUNCTION_ELSEWHERE),
        FUTURE(Lack.FUTURE_BEHIND_REFERENCE, Lack.FUTURE_BEHIND_REFERENCE),
        OPAQUE(Lack.OPAQUE_OWNED_ELSEWHERE, Lack.OPAQUE_LENT_ELSEWHERE);

        private final Lack ownedElsewhere;
        private final Lack lentElsewhere;

        Kind(Lack ownedElsewhere, Lack lentElsewhere) {
            this.ownedElsewhere = ownedElsewhere;
            this.lentElsewhere = lentElsewhere;
        }
    }

    /** What a type is of that, itself: objects and closures stand behind what owns or lends them. */
    static Optional<InPlace> of(Type type, boolean behind, Declarations declarations) {
        return switch (type) {
            case Type.Reference(var _, Mutability m, Type target, var _) ->
                isOpaque(target, declarations)
                                || target instanceof Type.InterfaceObject
                                || target instanceof Type.Closure
                        ? Optional.of(of(target, Optional.of(m), behind, declarations))
                        : Optional.empty();
            case Type.InterfaceObject _, Type.Closure _, Type.Function _ ->
                Optional.of(of(type, Optional.empty(), behind, declarations));
            case Type.Handle handle -> Optional.of(of(handle.target(), Optional.empty(), behind, declarations));
            case Type _ -> Optional.empty();
        };
    }

    private static InPlace of(Type target, Optional<Mutability> lent, boolean behind, Declarations declarations) {
        return switch (target) {
            case Type.InterfaceObject object -> {
                boolean has = !object.arguments().isEmpty();
                yield new InPlace(Kind.OBJECT, lent, has, has, behind);
            }
            case Type.Named named ->
                new InPlace(
                        Kind.OPAQUE, lent, !named.arguments().isEmpty(), Opaques.isFixed(named, declarations), behind);
            case Type.Function _ -> new InPlace(Kind.FUNCTION, lent, false, false, behind);
            case Type.Closure closure
            when closure.kind() == ClosureKind.FUTURE -> new InPlace(Kind.FUTURE, lent, false, false, behind);
            case Type _ -> new InPlace(Kind.CLOSURE, lent, false, false, behind);
        };
    }

    /** Whether a type is a reference to something that is used where it is. */
    static boolean isReference(Type type, Declarations declarations) {
        return type instanceof Type.Reference && of(type, false, declarations).isPresent();
    }

    static boolean isOpaque(Type type, Declarations declarations) {
        return type instanceof Type.Named n && declarations.type(n.name()) instanceof TypeDeclaration.Opaque;
    }

    boolean isExclusive() {
        return lent.equals(Optional.of(Mutability.EXCLUSIVE));
    }

    /** Whether it is an object or a closure with what it consists of. */
    boolean isOwnedCode() {
        return lent.isEmpty() && (kind == Kind.OBJECT || kind == Kind.CLOSURE || kind == Kind.FUTURE);
    }

    /** Whether it is an opaque value that is owned. */
    boolean isOwnedOpaque() {
        return lent.isEmpty() && kind == Kind.OPAQUE;
    }

    /** What generated Java cannot express of it, where the type stands. */
    Optional<Lack> lackIn(Within within) {
        Optional<Lack> lack = lent.isEmpty() ? ownedIn(within) : lentIn(within);
        return lack.or(() -> kind == Kind.OPAQUE ? opaqueIn(within) : Optional.empty());
    }

    /** Behind {@code &} it is used as what is lent is. */
    private Optional<Lack> ownedIn(Within within) {
        boolean isSeen = behind || !within.moves();
        if (!within.mayLend() || (isSeen && (within.isAnswered() || kind == Kind.FUTURE))) {
            return Optional.of(kind.ownedElsewhere);
        }
        return isSeen && isFixedObject() && within.isPassed() ? Optional.of(Lack.FIXED_REFERENCE) : Optional.empty();
    }

    private boolean isFixedObject() {
        return kind == Kind.OBJECT && isFixed;
    }

    private Optional<Lack> lentIn(Within within) {
        if (!within.mayLend() || (within.isAnswered() && !mayBeAnswered(within))) {
            return Optional.of(kind.lentElsewhere);
        }
        if (isFixedObject() && within.isPassed()) {
            return Optional.of(Lack.FIXED_REFERENCE);
        }
        if (kind == Kind.OPAQUE && isExclusive() && within.isAnswered()) {
            return Optional.of(Lack.EXCLUSIVE_ANSWER);
        }
        if (kind == Kind.OPAQUE && isExclusive() && within.isLibrarysAnswer() && hasLifetimes) {
            return Optional.of(Lack.EXCLUSIVE_RESULT);
        }
        return isExclusive() && within.isGivenToJava() && (behind || !within.moves())
                ? Optional.of(Lack.EXCLUSIVE_VIEWED)
                : Optional.empty();
    }

    /** A callback's answer has no memory of its own for what leads to something. */
    private boolean mayBeAnswered(Within within) {
        return kind == Kind.OPAQUE && within.moves() && !behind;
    }

    /** What is within something else does not settle the lifetimes of a call: it has to do with those that it is passed for. */
    private Optional<Lack> opaqueIn(Within within) {
        if (!within.isPassed() && !within.isAnswered()) {
            return Optional.empty();
        }
        if (isFixed) {
            return Optional.of(Lack.FIXED_GIVEN);
        }
        return isExclusive() && hasLifetimes ? Optional.of(Lack.EXCLUSIVE_OF_BORROW) : Optional.empty();
    }
}
