package org.rdylib.conformance.lifetimes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeRewriter;

/** Takes out of a signature what makes it ill-formed or says nothing. */
final class Tidy extends TypeRewriter {

    private Set<String> inScope;
    private Set<String> mentioned = new HashSet<>();
    private boolean wellFormed = true;

    private Tidy(List<String> outer) {
        this.inScope = Set.copyOf(outer);
    }

    /**
     * Without the parameters that nothing mentions, which are ill-formed, and without clauses that say nothing; empty
     * where it uses what is not declared, or where a {@code for<'z>} is mentioned only in its own result.
     *
     * @param outer the lifetimes of the interface around, for a method
     */
    static Optional<Signature> of(Signature s, List<String> outer) {
        return new Tidy(outer).outermost(s);
    }

    private Optional<Signature> outermost(Signature s) {
        Signature tidy = signature(s, false);
        return wellFormed ? Optional.of(tidy) : Optional.empty();
    }

    @Override
    protected Lifetime lifetime(Lifetime l) {
        if (l instanceof Lifetime.Named n) {
            mentioned.add(n.name());
            wellFormed &= inScope.contains(n.name());
        }
        return l;
    }

    @Override
    public Signature signature(Signature s) {
        return signature(s, true);
    }

    private Signature signature(Signature s, boolean nested) {
        Set<String> outerScope = inScope;
        Set<String> outerMentioned = mentioned;
        Set<String> own = new HashSet<>();
        s.lifetimes().forEach(l -> own.add(l.name()));
        inScope = new HashSet<>(outerScope);
        inScope.addAll(own);
        mentioned = new HashSet<>();
        s.parameters().forEach(p -> type(p.type()));
        Set<String> constrained = Set.copyOf(mentioned);
        Signature rebuilt = super.signature(Mutator.with(s, s.lifetimes(), meaningful(s.where())));
        Set<String> all = mentioned;
        List<LifetimeParameter> kept =
                s.lifetimes().stream().filter(l -> all.contains(l.name())).toList();
        if (nested) {
            wellFormed &= kept.stream().allMatch(l -> constrained.contains(l.name()));
        }
        inScope = outerScope;
        mentioned = outerMentioned;
        all.stream().filter(n -> !own.contains(n)).forEach(mentioned::add);
        return Mutator.with(rebuilt, kept, rebuilt.where());
    }

    private static List<Outlives> meaningful(List<Outlives> where) {
        return where.stream()
                .filter(w -> w.longer() instanceof Lifetime.Named
                        && !w.longer().toString().equals(w.shorter().toString()))
                .toList();
    }
}
