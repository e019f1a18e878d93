package org.rdylib.verifier.internal;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rdylib.spec.Alike;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.DeclaredLifetime;
import org.rdylib.verifier.copy.Statement;
import org.rdylib.verifier.copy.Uses;
import org.rdylib.verifier.rule.ImpossibleCaller;

/**
 * Tells of what both copies say alike whether it need be compared.
 *
 * <p>A part is <em>settled</em> if both copies write it {@linkplain Alike alike} (of a struct, field by field, but for such
 * fields as say nothing of lifetimes), each type that it names implies the same bounds in both, and, where the library may
 * go, neither it nor what those bounds are about is {@code 'static}. Its lifetimes need no solver:
 *
 * <ul>
 *   <li>Of a signature, give each lifetime of the callee, and each that a {@code for<>} on the given side binds, the value
 *       of the caller's or wanted one of the same name. Then both sides' types are the same, and every demand of the
 *       relation reads {@code r: r}, whatever the variance; nested, an invariant {@code for<>} too, in either direction. What
 *       the callee relies on is what the caller promises: the clauses and types are the same, and so is what the types
 *       imply, in each binder under the same assumptions. (The receiver's bounds are only assumed.) So this choice is a
 *       {@link org.rdylib.verifier.region.Certificate}; it is also the one that the solver tries first.
 *   <li>Of a declared type, both copies' lifetimes are the same regions to begin with. What it implies follows from what
 *       the types that it names imply. So where all that the copies do not write alike is settled structs, their implied
 *       bounds are the least solution of the same equations, and none need be found.
 *   <li>{@code 'static} is read differently on the two sides only where the library may go. Without it nothing assumed says
 *       that something outlives it, so that {@link ImpossibleCaller} does not hold either.
 * </ul>
 *
 * <p>Structure, bounds and kinds of closures are alike, so that nothing is left but to see what it leads to. A declaration
 * is <em>closed</em> if it is settled and leads to nothing but what is closed: then nothing that is reached by way of it
 * differs in anything, its layout included, and none of it need be looked at. What differs from copy to copy although the
 * declaration is alike (its layout, the bounds of a type that may grow) does so because of a type that it names, so that it
 * is not closed.
 *
 * <p>All of this is about {@link Rules#STANDARD}; a comparison by other rules does without. {@code LikePartsTest} holds
 * it against the comparison of everything.
 */
final class LikeParts {

    private final Copy host;
    private final Copy plugin;
    private final Policy policy;
    private final Uses uses;
    private Optional<Declared> declared = Optional.empty();

    /**
     * What the declarations of the host's copy are, by their numbers.
     *
     * @param unlike those that the two copies do not write alike, or that say {@code 'static} where that makes a difference
     * @param open those that are not closed
     * @param areAllImpliedAlike whether all types imply the same in both copies, which need not be found out of each then
     * @param implying which types imply the same in both copies, where it is to be found out of each
     * @param settled which types are settled
     * @param lying which types lie alike
     */
    private record Declared(
            BitSet unlike, BitSet open, boolean areAllImpliedAlike, Answers implying, Answers settled, Answers lying) {}

    /** What was answered before, of those that were asked about. */
    private static final class Answers {

        private final BitSet asked = new BitSet();
        private final BitSet yes = new BitSet();

        boolean of(int number, IntPredicate question) {
            if (!asked.get(number)) {
                yes.set(number, question.test(number));
                asked.set(number);
            }
            return yes.get(number);
        }
    }

    /** @param uses of the host's copy: by the numbers that it gives, declarations are asked about */
    LikeParts(Copy host, Copy plugin, Policy policy, Uses uses) {
        this.host = host;
        this.plugin = plugin;
        this.policy = policy;
        this.uses = uses;
    }

    /** Whether the signature {@code one} of one side and {@code other} of the other are settled. */
    boolean areSettled(SignatureComparison.Half one, SignatureComparison.Half other) {
        return Alike.signatures(one.signature(), other.signature())
                && Alike.parameters(one.self(), other.self())
                && isFree(one.signature())
                && (declared().areAllImpliedAlike || isEvery(one.signature(), this::impliesTheSame));
    }

    /** Whether the declared type {@code number} is settled. */
    boolean isSettled(int number) {
        return declared().settled.of(number, this::isFoundSettled);
    }

    /**
     * Whether nothing is to be found out about the declared type {@code number} itself, nor about its layout: it is
     * settled, does not grow and claims nothing. What it leads to is another question.
     */
    boolean isPlain(int number) {
        TypeDeclaration declaration = host.descriptor().types().get(number);
        return declaration.evolution() == Evolution.FROZEN
                && declaration.claims().isEmpty()
                && liesAlike(number);
    }

    private boolean isFoundSettled(int number) {
        if (declared().unlike.get(number) && !hasLikeLifetimes(number)) {
            return false;
        }
        for (int used : uses.usedBy(number)) {
            if (!impliesTheSame(used)) {
                return false;
            }
        }
        return true;
    }

    /** Whether values of the declared type {@code number} lie alike: it is settled, and all that lies within it is closed. */
    boolean liesAlike(int number) {
        return declared().lying.of(number, this::isLaidAlike);
    }

    private boolean isLaidAlike(int number) {
        if (declared().unlike.get(number) || !isSettled(number)) {
            return false;
        }
        boolean[] areClosed = {true};
        Types.forEachField(
                host.descriptor().types().get(number),
                field -> Types.forEachNamedInline(field, within -> areClosed[0] &= isPassedOver(within.name())));
        return areClosed[0];
    }

    /**
     * Whether all that the declared type {@code number}, which is settled, leads to need not be looked at, or has been met
     * whichever side makes it. A type that differs itself is looked at all the same: what stands behind {@code &mut} says
     * more of it.
     *
     * @param isMet whether the declared type or interface of that number has been met so
     */
    boolean leadsToNothingNew(int number, IntPredicate isMet) {
        if (declared().unlike.get(number)) {
            return false;
        }
        for (int used : uses.usedBy(number)) {
            if (!isPassedOver(used) && (declared().unlike.get(used) || !isMet.test(used))) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing has to be looked at by way of {@code type}, which is settled. */
    boolean leadsNowhere(Type type) {
        Every every = new Every(t -> switch (t) {
            case Type.Named named -> isPassedOver(named.name());
            case Type.InterfaceObject object -> isPassedOver(object.name());
            case Type _ -> true;
        });
        every.accept(type);
        return every.holds;
    }

    /**
     * Whether the declared type or interface {@code name}, which both copies have, need not be looked at. Between processes
     * all must: what differs in nothing may still be what cannot be copied.
     */
    boolean isPassedOver(String name) {
        return isPassedOver(numberOf(name));
    }

    /** {@link #isPassedOver(String)} of the declaration {@code number}. */
    boolean isPassedOver(int number) {
        return policy != Policy.ISOLATED && !declared().open.get(number);
    }

    private int numberOf(String name) {
        return uses.numberOf(name);
    }

    private boolean impliesTheSame(Type type) {
        return !(type instanceof Type.Named named) || impliesTheSame(numberOf(named.name()));
    }

    /** Interfaces imply nothing. */
    private boolean impliesTheSame(int number) {
        Declared all = declared();
        return all.areAllImpliedAlike
                || !all.open.get(number)
                || !isType(number)
                || all.implying.of(number, this::implyTheSame);
    }

    /** Whether the declaration is a type's: interfaces have the numbers behind those. */
    private boolean isType(int number) {
        return number < host.descriptor().types().size();
    }

    private boolean implyTheSame(int number) {
        String name = uses.nameOf(number);
        return host.bounds().of(name).equals(plugin.bounds().of(name))
                && host.bounds().constants(name).equals(plugin.bounds().constants(name))
                && !(policy.mayUnload() && host.bounds().constants(name).contains(DeclaredLifetime.Constant.STATIC));
    }

    private Declared declared() {
        if (declared.isEmpty()) {
            BitSet unlike = unlike(uses.size());
            BitSet open = unlike.isEmpty() ? unlike : uses.leadingTo(unlike);
            boolean areAllImpliedAlike = unlike.stream().filter(this::isType).allMatch(this::hasLikeLifetimes);
            declared = Optional.of(
                    new Declared(unlike, open, areAllImpliedAlike, new Answers(), new Answers(), new Answers()));
        }
        return declared.get();
    }

    private BitSet unlike(int size) {
        BitSet unlike = new BitSet(size);
        int number = 0;
        for (TypeDeclaration type : host.descriptor().types()) {
            Optional<TypeDeclaration> other = plugin.checked().typeIfDeclared(type.name());
            unlike.set(
                    number++,
                    other.isEmpty() || !Alike.declarations(type, other.get()) || !isEvery(type, this::isFree));
        }
        for (InterfaceDeclaration type : host.descriptor().interfaces()) {
            Optional<InterfaceDeclaration> other = plugin.checked().interfaceIfDeclared(type.name());
            unlike.set(
                    number++,
                    other.isEmpty()
                            || !Alike.interfaces(type, other.get())
                            || !type.methods().stream().allMatch(m -> isFree(m.signature())));
        }
        return unlike;
    }

    /**
     * Whether both copies' types {@code number} are structs that say the same of lifetimes: field by field alike, but
     * for such as say nothing of any.
     */
    private boolean hasLikeLifetimes(int number) {
        TypeDeclaration one = host.descriptor().types().get(number);
        Optional<TypeDeclaration> other = plugin.checked().typeIfDeclared(one.name());
        return one instanceof TypeDeclaration.Struct here
                && other.isPresent()
                && other.get() instanceof TypeDeclaration.Struct there
                && Alike.parameters(here.lifetimes(), there.lifetimes())
                && haveLikeLifetimes(Types.fieldTypes(here), Types.fieldTypes(there))
                && isEvery(here, this::isFree);
    }

    private static boolean haveLikeLifetimes(List<Type> here, List<Type> there) {
        int common = Math.min(here.size(), there.size());
        for (int i = 0; i < common; i++) {
            if (!Alike.types(here.get(i), there.get(i))
                    && (saysOfLifetimes(here.get(i)) || saysOfLifetimes(there.get(i)))) {
                return false;
            }
        }
        return Stream.of(here, there)
                .flatMap(all -> all.subList(common, all.size()).stream())
                .noneMatch(LikeParts::saysOfLifetimes);
    }

    /** By itself, or by a type that it names. */
    private static boolean saysOfLifetimes(Type type) {
        return Types.contains(
                type, t -> t instanceof Type.Named || !Types.lifetimes(t).isEmpty());
    }

    /** Whether no word of {@code type} itself is {@code 'static}, where that is not the same on both sides. */
    private boolean isFree(Type type) {
        if (!policy.mayUnload()) {
            return true;
        }
        boolean[] isFree = {true};
        Types.forEachLifetime(type, lifetime -> isFree[0] &= isFree(lifetime));
        return isFree[0];
    }

    private boolean isFree(Lifetime lifetime) {
        return !(policy.mayUnload() && lifetime instanceof Lifetime.Static);
    }

    /** The same of all that is written in {@code signature}. */
    private boolean isFree(Signature signature) {
        for (Outlives clause : signature.where()) {
            if (!isFree(clause.longer()) || !isFree(clause.shorter())) {
                return false;
            }
        }
        return Statement.receiver(signature).filter(l -> !isFree(l)).isEmpty() && isEvery(signature, this::isFree);
    }

    private static boolean isEvery(TypeDeclaration declaration, Predicate<Type> isMeant) {
        Every every = new Every(isMeant);
        Types.forEachField(declaration, every);
        return every.holds;
    }

    private static boolean isEvery(Signature signature, Predicate<Type> isMeant) {
        Every every = new Every(isMeant);
        Types.forEachPart(signature, every);
        return every.holds;
    }

    /** Whether all types within those that it takes are meant. */
    private static final class Every implements Consumer<Type> {

        private final Predicate<Type> isMeant;
        private boolean holds = true;

        Every(Predicate<Type> isMeant) {
            this.isMeant = isMeant;
        }

        @Override
        public void accept(Type type) {
            holds = holds && isMeant.test(type);
            if (holds) {
                Types.forEachPart(type, this);
            }
        }
    }
}
