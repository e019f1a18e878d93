package org.rdylib.verifier.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Types;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.ImpliedBounds;
import org.rdylib.verifier.internal.Mentions.Kept;
import org.rdylib.verifier.internal.Mentions.Mention;

/**
 * Which lifetimes of a signature are over when the call returns: nothing can be kept for them.
 *
 * <table><caption>Verdicts</caption>
 * <tr><td>not the signature's own: {@code 'static}, {@code 'dylib}, an interface's, one of the signature around a closure</td>
 * <td>not over</td></tr>
 * <tr><td>stands in the result, or is that of {@code &'s self}</td><td>not over</td></tr>
 * <tr><td>stands more than once, and anywhere where something can be kept for it: {@link Kept}</td><td>not over</td></tr>
 * <tr><td>outlives one that is not over, by a {@code where} or by what the types imply</td><td>not over</td></tr>
 * <tr><td>any other</td><td>over</td></tr>
 * </table>
 *
 * <p>A lifetime that stands once can be behind a {@code &mut}: what is there for it can only be put where it was. Where
 * another outlives such a one, either that is written, and counts as standing there, or it stands behind that very reference,
 * and what is there for it was there before.
 */
final class CallEnd {

    private final Signature signature;
    private final Set<String> own = new HashSet<>();
    private final Set<String> over;
    private final Map<String, Mention> mentions = new HashMap<>();
    /** For each of the lifetimes those that outlive it. */
    private final Map<String, List<String>> longer = new HashMap<>();

    private CallEnd(Signature signature) {
        this.signature = signature;
        signature.lifetimes().stream().map(LifetimeParameter::name).forEach(own::add);
        over = new HashSet<>(own);
    }

    /**
     * The lifetimes that are over with a call of {@code signature}.
     *
     * @param copy where it is written
     * @param types what its types say
     */
    static Set<String> of(Signature signature, Copy copy, Mentions types) {
        CallEnd end = new CallEnd(signature);
        if (!end.over.isEmpty()) {
            end.mention(types);
        }
        if (!end.over.isEmpty()) {
            end.outlive(copy);
        }
        return end.over;
    }

    private void mention(Mentions types) {
        signature.parameters().forEach(p -> types.of(p.type(), this::says));
        for (Outlives clause : signature.where()) {
            says(clause.longer(), new Mention(1, Kept.NOWHERE));
            says(clause.shorter(), new Mention(1, Kept.NOWHERE));
        }
        mentions.forEach((lifetime, mention) -> {
            if (mention.times() > 1 && mention.kept() != Kept.NOWHERE) {
                over.remove(lifetime);
            }
        });
        types.of(signature.result(), (lifetime, _) -> own(lifetime).ifPresent(over::remove));
        signature.receiver().flatMap(r -> own(r.lifetime())).ifPresent(over::remove);
    }

    private void says(Lifetime lifetime, Mention mention) {
        own(lifetime).ifPresent(name -> mentions.merge(name, mention, Mention::and));
    }

    private void outlive(Copy copy) {
        signature.where().forEach(clause -> outlive(clause.longer(), clause.shorter()));
        var implied = new ImpliedBounds<Lifetime>(
                copy.bounds(), Optional::of, false, (longer, shorter, _) -> outlive(longer, shorter));
        Types.forEachPart(signature, implied::of);

        Deque<String> open = new ArrayDeque<>();
        longer.keySet().stream().filter(l -> !over.contains(l)).forEach(open::add);
        while (!open.isEmpty()) {
            for (String next : longer.getOrDefault(open.remove(), List.of())) {
                if (over.remove(next)) {
                    open.add(next);
                }
            }
        }
    }

    private void outlive(Lifetime more, Lifetime less) {
        Optional<String> outliving = own(more);
        Optional<String> outlived = own(less);
        if (outliving.isPresent() && outlived.isPresent()) {
            longer.computeIfAbsent(outlived.get(), _ -> new ArrayList<>(1)).add(outliving.get());
        } else {
            outliving.ifPresent(over::remove);
        }
    }

    /** The name of {@code lifetime} where it is the signature's own. */
    private Optional<String> own(Lifetime lifetime) {
        return lifetime instanceof Lifetime.Named n && own.contains(n.name())
                ? Optional.of(n.name())
                : Optional.empty();
    }
}
