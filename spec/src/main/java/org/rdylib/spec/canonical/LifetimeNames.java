package org.rdylib.spec.canonical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.syntax.TypeParser;

/**
 * Names lifetimes {@code 'a}, {@code 'b}, … so that the author's spelling is gone: those of a type or interface in the
 * order of their declaration, since that is how arguments are matched; those of a signature or {@code for<>} in the
 * order in which its types mention them, behind those of the binders around it. What only a {@code where} mentions comes
 * last, as it is declared: by its clauses' order the form would depend on how they are written.
 */
final class LifetimeNames extends LifetimeRenaming {

    private static final List<String> SINGLE =
            IntStream.rangeClosed('a', 'z').mapToObj(Character::toString).toList();

    private final List<String> replaced = new ArrayList<>();

    /** Names for one declaration. */
    LifetimeNames(List<LifetimeParameter> declared) {
        declared.forEach(p -> names.put(p.name(), name(names.size())));
    }

    /**
     * The names that the author gave to the lifetimes of the signatures that were renamed and of all binders within them,
     * in the order in which {@link AuthorNames} gives them back. Those that are left out are numbers, as the checker names
     * them.
     */
    List<String> replaced() {
        return List.copyOf(replaced);
    }

    /** {@code a} … {@code z}, {@code ba} … and so on, with {@code _} behind what no lifetime may be called. */
    static String name(int index) {
        if (index < 26) {
            return SINGLE.get(index);
        }
        String digits = Integer.toString(index, 26);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            name.append((char) ('a' + Character.digit(digits.charAt(i), 26)));
        }
        String plain = name.toString();
        return TypeParser.isLifetimeName(plain) ? plain : plain + "_";
    }

    @Override
    public Signature signature(Signature signature) {
        List<LifetimeParameter> ordered = byAppearance(signature);
        ordered.forEach(p -> names.put(p.name(), name(names.size())));
        ordered.forEach(p -> replaced.add(p.name()));
        Signature renamed = super.signature(withLifetimes(signature, ordered, signature.where()));
        ordered.forEach(p -> names.remove(p.name()));
        // In what order promises are made means nothing.
        if (renamed.where().size() < 2) {
            return renamed;
        }
        List<Outlives> sorted = renamed.where().stream()
                .sorted(Comparator.comparing(Outlives::toString))
                .toList();
        return withLifetimes(renamed, renamed.lifetimes(), distinct(sorted));
    }

    private static List<Outlives> distinct(List<Outlives> sorted) {
        List<Outlives> distinct = new ArrayList<>();
        for (Outlives clause : sorted) {
            if (distinct.isEmpty() || !distinct.getLast().toString().equals(clause.toString())) {
                distinct.add(clause);
            }
        }
        return distinct;
    }

    private static Signature withLifetimes(Signature s, List<LifetimeParameter> lifetimes, List<Outlives> where) {
        return new Signature(
                lifetimes, s.receiver(), s.parameters(), s.result(), where, s.convention(), s.isUnsafe(), s.at());
    }

    private static List<LifetimeParameter> byAppearance(Signature signature) {
        Map<String, LifetimeParameter> unseen =
                LinkedHashMap.newLinkedHashMap(signature.lifetimes().size());
        signature.lifetimes().forEach(p -> unseen.put(p.name(), p));
        List<LifetimeParameter> ordered = new ArrayList<>(unseen.size());
        forEachLifetime(signature, l -> {
            if (l instanceof Lifetime.Named n) {
                Optional.ofNullable(unseen.remove(n.name())).ifPresent(ordered::add);
            }
        });
        ordered.addAll(unseen.values());
        return ordered;
    }

    private static void forEachLifetime(Signature signature, Consumer<Lifetime> action) {
        signature.receiver().ifPresent(r -> action.accept(r.lifetime()));
        for (Type part : Types.parts(signature)) {
            forEachLifetime(part, action);
        }
    }

    /** In the order in which the type's text mentions them. */
    private static void forEachLifetime(Type type, Consumer<Lifetime> action) {
        switch (type) {
            case Type.Function f -> {
                forEachLifetime(f.signature(), action);
                action.accept(f.bound());
            }
            case Type.Closure c -> {
                forEachLifetime(c.signature(), action);
                action.accept(c.bound());
            }
            case Type other -> {
                Types.forEachLifetime(other, action);
                for (Type part : Types.parts(other)) {
                    forEachLifetime(part, action);
                }
            }
        }
    }
}
