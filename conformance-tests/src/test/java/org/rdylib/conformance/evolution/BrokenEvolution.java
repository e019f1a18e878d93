package org.rdylib.conformance.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.rdylib.spec.Code;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.verifier.internal.EvolutionRule;
import org.rdylib.verifier.internal.Evolving;
import org.rdylib.verifier.internal.Rules;
import org.rdylib.verifier.rule.Makers;

/**
 * The verifier's rules with one of those about evolution broken on purpose. Not {@link EvolutionRule#SAME_STORAGE}: without
 * it the layouts differ, which is only less of an explanation.
 */
public final class BrokenEvolution {

    private BrokenEvolution() {}

    /** Each in the ways in which somebody might get it wrong. */
    public static Stream<Named<Rules>> all() {
        return Stream.of(
                without("a type may grow in one copy only", EvolutionRule.GROWS_IN_BOTH),
                without("no field needs a default", EvolutionRule.DEFAULTS),
                without("no bound is looked at", EvolutionRule.BOUNDS),
                without("what is added may vary in another way", EvolutionRule.VARIANCE),
                broken("what is overwritten may have grown", r -> r.tearing = (_, _) -> false),
                broken(
                        "an enum that has grown is not overwritten either",
                        r -> r.tearing =
                                (one, other) -> one.evolution() == Evolution.APPEND && members(one) != members(other)),
                broken("what goes both ways goes one way only", r -> r.makers = (_, given) -> List.of(given)),
                broken("every value goes both ways", r -> r.makers = (_, given) -> List.of(given, given.other())),
                broken(
                        "the other side makes the values",
                        r -> r.makers = (variance, given) -> Makers.STANDARD.of(variance, given.other())),
                broken("what has grown does not fit", r -> {
                    List<EvolutionRule> more = new ArrayList<>(r.evolution);
                    more.add(BrokenEvolution::nothingGrows);
                    r.evolution = more;
                }));
    }

    private static void nothingGrows(Evolving pair) {
        if (pair.newer().isPresent()) {
            pair.report(Code.EVOLUTION_DIFFERS, pair.given().at(), pair.wanted().at(), "they are of different age");
        }
    }

    private static int members(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s -> s.fields().size();
            case TypeDeclaration.Enum e -> e.variants().size();
            case TypeDeclaration.Opaque _ -> 0;
        };
    }

    private static Named<Rules> without(String what, EvolutionRule rule) {
        return broken(what, r -> {
            List<EvolutionRule> others = new ArrayList<>(r.evolution);
            if (!others.remove(rule)) {
                throw new IllegalArgumentException("there is no such rule");
            }
            r.evolution = others;
        });
    }

    private static Named<Rules> broken(String what, Consumer<Rules.Draft> mistake) {
        return Named.of(what, Rules.STANDARD.with(mistake));
    }
}
