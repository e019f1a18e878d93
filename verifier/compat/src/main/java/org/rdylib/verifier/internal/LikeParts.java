package org.rdylib.verifier.internal;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.rdylib.spec.Alike;
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
 * <p>A part is <em>settled</em> if both copies write it {@linkplain Alike alike}, each type that it names implies the same
 * bounds in both, and, where the library may go, neither it nor what those bounds are about is {@code 'static}. Its
 * lifetimes need no solver:
 *
 * <ul>
 *   <li>Of a signature, give each lifetime of the callee, and each that a {@code for<>} on the given side binds, the value
 *       of the caller's or wanted one of the same name. Then both sides' types are the same, and every demand of the
 *       relation reads {@code r: r}, whatever the variance; nested, an invariant {@code for<>} too, in either direction. What
 *       the callee relies on is what the caller promises: the clauses and types are the same, and so is what the types
 *       imply, in each binder under the same assumptions. (The receiver's bounds are only assumed.) So this choice is a
 *       {@link org.rdylib.verifier.region.Certificate}; it is also the one that the solver tries first.
 *   <li>Of a declared type, both copies' lifetimes are the same regions to begin with.
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
    private Optional<Declared> declared = Optional.empty();

    /**
     * What the declarations of the host's copy are, by their numbers.
     *
     * @param unlike those that the two copies do not write alike, or that say {@code 'static} where that makes a difference
     * @param open those that are not closed
     * @param implying which types imply the same in both copies
     * @param settled which types are settled
     */
    private record Declared(Uses uses, BitSet unlike, BitSet open, Answers implying, Answers settled) {}

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

    LikeParts(Copy host, Copy plugin, Policy policy) {
        this.host = host;
        this.plugin = plugin;
        this.policy = policy;
    }

    /** Whether the signature {@code one} of one side and {@code other} of the other are settled. */
    boolean areSettled(SignatureComparison.Half one, SignatureComparison.Half other) {
        return Alike.signatures(one.signature(), other.signature())
                && Alike.parameters(one.self(), other.self())
                && isFree(one.signature())
                && isEvery(one.signature(), t -> !(t instanceof Type.Named n) || impliesTheSame(numberOf(n.name())));
    }

    /** Whether the declared type {@code name} is settled. */
    boolean isSettled(String name) {
        return declared().settled.of(numberOf(name), this::isSettled);
    }

    private boolean isSettled(int number) {
        if (declared().unlike.get(number)) {
            return false;
        }
        for (int used : declared().uses.usedBy(number)) {
            if (!impliesTheSame(used)) {
                return false;
            }
        }
        return true;
    }

    /** Whether values of the declared type {@code name} lie alike: it is settled, and all that lies within it is closed. */
    boolean liesAlike(String name) {
        if (!isSettled(name)) {
            return false;
        }
        boolean[] areClosed = {true};
        Types.forEachField(
                host.checked().type(name),
                field -> Types.forEachNamedInline(field, within -> areClosed[0] &= isPassedOver(within.name())));
        return areClosed[0];
    }

    /**
     * Whether all that the declared type {@code name}, which is settled, leads to need not be looked at, or has been met
     * whichever side makes it. A type that differs itself is looked at all the same: what stands behind {@code &mut} says
     * more of it.
     *
     * @param isMet whether the declared type or interface of that name has been met so
     */
    boolean leadsToNothingNew(String name, Predicate<String> isMet) {
        for (int used : declared().uses.usedBy(numberOf(name))) {
            if (!isPassedOver(used)
                    && (declared().unlike.get(used)
                            || !isMet.test(declared().uses.nameOf(used)))) {
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

    private boolean isPassedOver(int number) {
        return policy != Policy.ISOLATED && !declared().open.get(number);
    }

    private int numberOf(String name) {
        return declared().uses.numberOf(name);
    }

    /** Interfaces imply nothing. */
    private boolean impliesTheSame(int number) {
        Declared all = declared();
        if (!all.open.get(number) || number >= host.descriptor().types().size()) {
            return true;
        }
        return all.implying.of(number, this::implyTheSame);
    }

    private boolean implyTheSame(int number) {
        String name = declared().uses.nameOf(number);
        return host.bounds().of(name).equals(plugin.bounds().of(name))
                && host.bounds().constants(name).equals(plugin.bounds().constants(name))
                && !(policy.mayUnload() && host.bounds().constants(name).contains(DeclaredLifetime.Constant.STATIC));
    }

    private Declared declared() {
        if (declared.isEmpty()) {
            Uses uses = Uses.of(host.descriptor());
            BitSet unlike = unlike(uses.size());
            BitSet open = unlike.isEmpty() ? unlike : uses.leadingTo(unlike);
            declared = Optional.of(new Declared(uses, unlike, open, new Answers(), new Answers()));
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
