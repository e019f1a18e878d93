package org.rdylib.codegen.java.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A lifetime of an export that nothing decides which is passed, so that its caller chooses the region: of {@code fn<'a>() ->
 * Box<Archive<'a>>}, which is then given what lives for {@code 'a}.
 *
 * @param lifetime its name
 * @param parameter the name of the method's parameter for the region
 */
public record Chosen(String lifetime, String parameter) {

    /** Those of a function, in their order. */
    static List<Chosen> of(Plan.Function function) {
        Set<String> open = new LinkedHashSet<>(function.lifetimes());
        open.retainAll(function.reaching());
        // A future that lives longer than it has to serves as well.
        open.removeAll(Lifetimes.ofFuturesAlone(function.signature().result()));
        open.removeIf(
                lifetime -> function.arguments().stream().anyMatch(argument -> decides(argument.value(), lifetime)));
        Scope names = Scope.of(Names.OF_CALL);
        function.arguments().forEach(argument -> names.claim(argument.name()));
        List<Chosen> chosen = new ArrayList<>();
        for (String lifetime : open) {
            Set<String> longer = Bounds.reaching(function.bounds(), Set.of(lifetime));
            longer.retainAll(function.reaching());
            // Otherwise it ends with the first of what outlives it.
            if (open.containsAll(longer)) {
                chosen.add(new Chosen(lifetime, names.number(Lifetimes.variable(lifetime))));
            }
        }
        return List.copyOf(chosen);
    }

    /**
     * Whether an argument is lent for a lifetime that it may be kept for, or something in it may have a region for that. Places
     * stay lent for as long as the caller says.
     */
    private static boolean decides(Value value, String lifetime) {
        return (value.kept().map(Lifetimes::name).filter(lifetime::equals).isPresent() && !value.isPlace())
                || Shape.carries(value, lifetime);
    }
}
