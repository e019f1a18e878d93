package org.rdylib.verifier.region;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows what the least solution could not satisfy back to the constraints that led there. */
final class Explanation {

    private record Missing(Region longer, Region shorter) {}

    private final LeastSolution least;
    private final Knowledge knowledge;

    /** @param knowledge what holds under what {@code least} chose */
    Explanation(LeastSolution least, Knowledge knowledge) {
        this.least = least;
        this.knowledge = knowledge;
    }

    /** One failure for each promise that is missing, with the shortest chain that leads to it. */
    List<Failure> of(List<Certificate.Violation> violations) {
        Map<Missing, Failure> shortest = new LinkedHashMap<>();
        for (Certificate.Violation violation : violations) {
            Failure failure = explain(violation);
            shortest.merge(new Missing(failure.longer(), failure.shorter()), failure, Explanation::shorter);
        }
        List<Failure> said = new ArrayList<>();
        shortest.values().stream()
                .sorted(Comparator.comparingInt((Failure f) -> f.chain().size()))
                .forEach(failure -> {
                    if (said.stream().noneMatch(other -> follows(failure, other))) {
                        said.removeIf(other -> follows(other, failure));
                        said.add(failure);
                    }
                });
        return List.copyOf(said);
    }

    /** Whether what is missing in {@code one} would be there with what is missing in {@code other}, for the same demand. */
    private boolean follows(Failure one, Failure other) {
        return !one.notGeneral()
                && !other.notGeneral()
                && one.chain().getLast().equals(other.chain().getLast())
                && one.shorter().equals(other.shorter())
                && knowledge.outlives(
                        one.longer(), other.longer(), one.chain().getLast().scope());
    }

    private static Failure shorter(Failure one, Failure other) {
        return other.chain().size() < one.chain().size() ? other : one;
    }

    private Failure explain(Certificate.Violation violation) {
        List<Constraint> chain = new ArrayList<>();
        Constraint constraint = violation.constraint();
        chain.add(constraint);
        Region element = violation.element();
        boolean notGeneral = involvesBinder(constraint.longer()) || involvesBinder(element);
        Optional<LeastSolution.Cause> cause = least.cause(constraint.shorter(), element);
        while (cause.isPresent()) {
            Constraint next = cause.orElseThrow().constraint();
            // An element that changes on the way is a placeholder, above which something had to be raised.
            notGeneral |= involvesBinder(cause.orElseThrow().element());
            element = cause.orElseThrow().element();
            chain.add(next);
            cause = least.cause(next.shorter(), element);
        }
        Region end = chain.getLast().shorter();
        return new Failure(
                constraint.longer(), notGeneral ? end : violation.element(), chain, notGeneral || involvesBinder(end));
    }

    private static boolean involvesBinder(Region region) {
        return region.kind() == Region.Kind.PLACEHOLDER || region.kind() == Region.Kind.BODY;
    }
}
