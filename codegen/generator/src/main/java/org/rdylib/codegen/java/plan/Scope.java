package org.rdylib.codegen.java.plan;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that must differ from one another: of a package's types, a type's members, a method's variables. */
public final class Scope {
    private final UnaryOperator<String> key;
    private final Set<String> taken = new HashSet<>();

    private Scope(UnaryOperator<String> key) {
        this.key = key;
    }

    /** A scope of members or variables, in which {@code taken} are already used. */
    public static Scope of(Set<String> taken) {
        Scope scope = new Scope(UnaryOperator.identity());
        scope.taken.addAll(taken);
        return scope;
    }

    /** A scope of types, each of which becomes a file: two names that differ only in case would be one file. */
    public static Scope ofTypes(Set<String> taken) {
        Scope scope = new Scope(name -> name.toLowerCase(Locale.ROOT));
        taken.forEach(name -> scope.taken.add(scope.key.apply(name)));
        return scope;
    }

    /** The names of the fields of an object that hold the regions of these lifetimes. */
    static List<String> regions(Stream<String> lifetimes) {
        Scope scope = of(Set.of("object"));
        return lifetimes.map(Lifetimes::variable).map(scope::number).toList();
    }

    /**
     * Names for all of {@code names} at once. Where two would be spelled alike in Java ({@code a_b} and {@code aB}),
     * each keeps the spelling of the language, so that neither depends on the order in which they are declared.
     *
     * @param names what the language calls them, all different
     * @param kept the spelling of the language, as far as Java can have it there; who has it already comes first
     * @return the Java name of each, in their order
     */
    Map<String, String> claimAll(List<String> names, UnaryOperator<String> spelling, UnaryOperator<String> kept) {
        Map<String, Long> wanted =
                names.stream().collect(Collectors.groupingBy(n -> key.apply(spelling.apply(n)), Collectors.counting()));
        Map<String, String> claimed = new LinkedHashMap<>();
        for (String name : names) {
            String java = spelling.apply(name);
            boolean alone = wanted.getOrDefault(key.apply(java), 0L) == 1;
            claimed.put(name, alone || !Identifiers.isLegal(name) ? java : kept.apply(name));
        }
        Comparator<String> unchangedFirst = Comparator.comparing(name -> !name.equals(claimed.get(name)));
        names.stream().sorted(unchangedFirst).forEach(name -> claimed.computeIfPresent(name, (_, java) -> claim(java)));
        return claimed;
    }

    /** {@code preferred}, with underscores after it where it is already taken. */
    public String claim(String preferred) {
        String name = preferred;
        while (!taken.add(key.apply(name))) {
            name += "_";
        }
        return name;
    }

    /** Frees the name of a lambda's parameter, once its body is written. */
    public void release(String name) {
        taken.remove(key.apply(name));
    }

    /** {@code preferred}, with a number after it where it is already taken: for names that nobody chose. */
    public String number(String preferred) {
        String name = preferred;
        for (int i = 2; !taken.add(key.apply(name)); i++) {
            name = preferred + i;
        }
        return name;
    }
}
