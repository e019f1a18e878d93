package org.rdylib.verifier.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Edit;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Candidate;
import org.rdylib.verifier.finding.Cause;
import org.rdylib.verifier.finding.LifetimeText;
import org.rdylib.verifier.finding.Patch;
import org.rdylib.verifier.finding.SignatureText;
import org.rdylib.verifier.region.Constraint;
import org.rdylib.verifier.region.Failure;
import org.rdylib.verifier.region.Region;

/**
 * What might mend a lifetime that nobody promises: the promise itself; keeping what is given for less, or giving what lives
 * longer, at each link of the chain; doing without a {@code where}. Whether it does is tried elsewhere.
 */
final class Candidates {

    /** How many lifetimes are tried at one place. */
    private static final int MOST_NAMES = 6;

    private final Explainer.Promiser promiser;
    private final Failure failure;
    private final List<Candidate> all = new ArrayList<>();

    Candidates(Explainer.Promiser promiser, Failure failure) {
        this.promiser = promiser;
        this.failure = failure;
    }

    /** All of them, the best first. */
    List<Candidate> all() {
        promiser.signature().ifPresent(this::promise);
        for (Constraint constraint : failure.chain().reversed()) {
            if (constraint.origin() instanceof Cause.Flow flow) {
                replace(flow.from().other(), flow.kept(), "keep it only for ");
                replace(flow.from(), flow.given(), "give what lives for ");
            } else if (constraint.origin() instanceof Cause.Reliance reliance) {
                doWithout(reliance);
            }
        }
        return all;
    }

    private void promise(Signature signature) {
        if (failure.notGeneral()) {
            return;
        }
        Optional<Lifetime> longer = lifetime(failure.longer(), promiser.at());
        Optional<Lifetime> shorter = lifetime(failure.shorter(), promiser.at());
        if (longer.isEmpty() || shorter.isEmpty() || !(longer.get() instanceof Lifetime.Named)) {
            return;
        }
        SignatureText text = new SignatureText(signature, promiser.at(), declared());
        List<Edit> edits = text.promising(longer.get(), shorter.get());
        if (!edits.isEmpty()) {
            all.add(new Candidate(
                    promiser.side(),
                    "promise `" + text.name(longer.get()) + ": " + text.name(shorter.get()) + "`",
                    Patch.promising(promiser.at(), new Outlives(longer.get(), shorter.get(), promiser.at())),
                    edits));
        }
    }

    private Set<String> declared() {
        Set<String> names = new HashSet<>();
        promiser.own().forEach(p -> names.add(p.name()));
        return names;
    }

    private Optional<Lifetime> lifetime(Region region, Place at) {
        String name = region.name().substring(1);
        return switch (name) {
            case "static" -> Optional.of(new Lifetime.Static(at));
            case "dylib" -> Optional.of(new Lifetime.Dylib(at));
            default ->
                promiser.own().stream()
                        .filter(p -> p.name().equals(name))
                        .<Lifetime>map(p -> new Lifetime.Named(name, at))
                        .findFirst();
        };
    }

    /** Other lifetimes where {@code lifetime} stands: first the one that would need no promise. */
    private void replace(Side side, Lifetime lifetime, String purpose) {
        Place at = lifetime.at();
        if (at.equals(promiser.at(side))) {
            return;
        }
        Set<Lifetime> others = new LinkedHashSet<>();
        if (lifetime instanceof Lifetime.Static) {
            others.add(new Lifetime.Dylib(at));
        }
        List<LifetimeParameter> inScope = promiser.of(side);
        inScope.stream()
                .filter(p -> failure.longer().name().equals("'" + p.name()))
                .forEach(p -> others.add(new Lifetime.Named(p.name(), at)));
        inScope.stream()
                .filter(p -> !Character.isDigit(p.name().charAt(0)))
                .limit(MOST_NAMES)
                .forEach(p -> others.add(new Lifetime.Named(p.name(), at)));
        for (Lifetime other : others) {
            boolean isUnnamed = Character.isDigit(other.toString().charAt(1));
            if (!isUnnamed && !other.toString().equals(lifetime.toString())) {
                LifetimeText.replacing(at, other, promiser.signature().map(_ -> promiser.at(side)))
                        .ifPresent(edit -> all.add(new Candidate(
                                side, purpose + "`" + other + "`", Patch.replacing(other), List.of(edit))));
            }
        }
    }

    private void doWithout(Cause.Reliance reliance) {
        LifetimeText.removing(reliance.at())
                .ifPresent(edit -> all.add(new Candidate(
                        reliance.by(),
                        "do without `" + new Edit(reliance.at(), "").replaced() + "`",
                        Patch.removing(reliance.at()),
                        List.of(edit))));
    }
}
