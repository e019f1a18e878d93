package org.rdylib.conformance.isolation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is lent to a call whose types declare nothing, and for how long: where could the callee put it so that it stays? */
final class Lent {

    /** A lifetime stands somewhere. */
    private record Occurrence(String lifetime, boolean isKept) {}

    private record Bound(String longer, String shorter) {}

    private final Set<String> own;
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final List<Bound> bounds = new ArrayList<>();
    private final Set<String> handedOut = new HashSet<>();

    Lent(Set<String> own, List<Term> parameters, Term result) {
        this.own = own;
        parameters.forEach(p -> occur(p, false, false));
        result.forEach(t -> t.lifetimes().forEach(handedOut::add));
        parameters.forEach(this::bound);
        bound(result);
    }

    /** Whether what is lent for {@code lifetime} may be somewhere when the call has returned, if only for a shorter one. */
    boolean mayBeKept(String lifetime) {
        Set<String> reached = new HashSet<>(Set.of(lifetime));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            String next = open.remove();
            bounds.stream()
                    .filter(b -> b.longer().equals(next) && reached.add(b.shorter()))
                    .forEach(b -> open.add(b.shorter()));
        }
        return reached.stream().anyMatch(this::hasPlace);
    }

    private boolean hasPlace(String lifetime) {
        if (!own.contains(lifetime) && !Flat.isNamedHere(lifetime)) {
            return true;
        }
        List<Occurrence> all =
                occurrences.stream().filter(o -> o.lifetime().equals(lifetime)).toList();
        return handedOut.contains(lifetime) || (all.size() > 1 && all.stream().anyMatch(Occurrence::isKept));
    }

    /** In what is behind {@code &mut} something can be put, and objects and functions keep what they please. */
    private void occur(Term term, boolean isRead, boolean isKept) {
        switch (term) {
            case Term.Reference t -> {
                occurrences.add(new Occurrence(t.lifetime(), isKept));
                boolean isWritten = t.isExclusive() && !isRead;
                occur(t.target(), !isWritten, isKept || isWritten);
            }
            case Term.Closure _, Term.Objekt _, Term.Code _, Term.Raw _ ->
                term.forEach(t -> t.lifetimes().forEach(l -> occurrences.add(new Occurrence(l, true))));
            case Term other -> other.parts().forEach(t -> occur(t, isRead, isKept));
        }
    }

    /** {@code &'a X}: what is in X outlives 'a. What a closure's parameters imply holds when the closure is called. */
    private void bound(Term term) {
        switch (term) {
            case Term.Closure _, Term.Code _ -> {}
            case Term.Reference t -> {
                t.target().forEach(inner -> inner.lifetimes().forEach(l -> bounds.add(new Bound(l, t.lifetime()))));
                bound(t.target());
            }
            case Term other -> other.parts().forEach(this::bound);
        }
    }
}
