package org.rdylib.verifier.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.Checker;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Candidate;
import org.rdylib.verifier.finding.Difference;

/**
 * Tries changes: one mends a difference if, with it, the export or import where that was met has the same differences but
 * for that one, and no other.
 */
public final class Mending {

    /** For how many differences changes are tried; who has more to mend begins with these. */
    private static final int MOST = 20;

    /** How much is compared for all of them together, in declarations and pairs of lifetimes: far more than is usual. */
    private static final long MOST_WORK = 200_000;

    private final Copy host;
    private final Copy plugin;
    private final Policy policy;
    private final Target target;
    private int tried;
    private long work;

    /** Changes of these two copies. */
    public Mending(Copy host, Copy plugin, Policy policy, Target target) {
        this.host = host;
        this.plugin = plugin;
        this.policy = policy;
        this.target = target;
    }

    /** The first of the candidates for each side that mends {@code difference}; of many differences, for the first. */
    public List<Candidate> of(Difference difference) {
        if (tried >= MOST || work > MOST_WORK) {
            return List.of();
        }
        List<Candidate> candidates = difference.candidates().get();
        if (candidates.isEmpty()) {
            return List.of();
        }
        tried++;
        Optional<Copy> here = part(host, difference);
        Optional<Copy> there = part(plugin, difference);
        if (here.isEmpty() || there.isEmpty()) {
            return List.of();
        }
        long each = size(here.get()) + size(there.get());
        work += each;
        Set<Difference.Told> before = new HashSet<>();
        compare(here.get(), there.get()).forEach(d -> before.add(d.told()));
        before.remove(difference.told());
        each += before.size();
        List<Candidate> found = new ArrayList<>();
        Set<Side> done = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (done.contains(candidate.side())) {
                continue;
            }
            work += each;
            if (work > MOST_WORK) {
                break;
            }
            if (mends(candidate, here.get(), there.get(), before)) {
                found.add(candidate);
                done.add(candidate.side());
            }
        }
        return found;
    }

    /** What it takes to compare a copy: all that it declares, with its fields, and in each signature each lifetime with each. */
    private static long size(Copy copy) {
        Descriptor descriptor = copy.descriptor();
        long size = descriptor.types().size() + (long) descriptor.interfaces().size();
        for (TypeDeclaration declaration : descriptor.types()) {
            size += Types.fieldTypes(declaration).size();
        }
        for (Signature signature : Types.signatures(descriptor)) {
            long lifetimes = signature.lifetimes().size();
            size += 1 + lifetimes * lifetimes;
        }
        return size;
    }

    private boolean mends(Candidate candidate, Copy here, Copy there, Set<Difference.Told> before) {
        boolean ofHost = candidate.side() == Side.HOST;
        Optional<Copy> changed =
                checked(candidate.side(), candidate.patch().apply((ofHost ? here : there).descriptor()));
        if (changed.isEmpty()) {
            return false;
        }
        List<Difference> after = compare(ofHost ? changed.get() : here, ofHost ? there : changed.get());
        return after.stream().allMatch(a -> before.contains(a.told()));
    }

    private List<Difference> compare(Copy here, Copy there) {
        return Comparison.compare(here, there, policy, target, Rules.STANDARD).differences();
    }

    private Optional<Copy> checked(Side side, Descriptor descriptor) {
        return Checker.recheck(descriptor, List.of(target)).descriptor().map(c -> Copy.of(side, c));
    }

    /** A copy of the export or import where the difference was met, with what that reaches. */
    private Optional<Copy> part(Copy copy, Difference difference) {
        Descriptor whole = copy.descriptor();
        String item = difference.path().split(",", 2)[0];
        Set<String> exports = new HashSet<>();
        whole.onUnload().shutdown().ifPresent(exports::add);
        List<Signature> open = new ArrayList<>();
        var kept = whole.exports().stream()
                .filter(e -> item.equals("export " + e.name()) || exports.contains(e.name()))
                .toList();
        var imports = whole.imports().stream()
                .filter(i -> item.equals("import " + i.name()))
                .toList();
        kept.forEach(e -> open.add(e.signature()));
        imports.forEach(i -> open.add(i.signature()));
        Reached reached = new Reached(copy);
        open.forEach(reached::take);
        reached.follow();
        return checked(
                copy.side(),
                whole.withDeclarations(
                        whole.types().stream()
                                .filter(t -> reached.names.contains(t.name()))
                                .toList(),
                        whole.interfaces().stream()
                                .filter(i -> reached.names.contains(i.name()))
                                .toList(),
                        kept,
                        imports));
    }

    /** The declared types and interfaces that signatures mention, directly or not. */
    private static final class Reached {
        private final Copy copy;
        private final Set<String> names = new HashSet<>();
        private final Deque<Runnable> open = new ArrayDeque<>();

        Reached(Copy copy) {
            this.copy = copy;
        }

        void take(Signature signature) {
            Types.parts(signature).forEach(this::take);
        }

        void take(Type type) {
            Types.forEach(type, t -> {
                if (t instanceof Type.Named named && names.add(named.name())) {
                    open.add(() ->
                            Types.fieldTypes(copy.checked().type(named.name())).forEach(this::take));
                } else if (t instanceof Type.InterfaceObject object && names.add(object.name())) {
                    open.add(() -> copy.checked()
                            .interfaceNamed(object.name())
                            .methods()
                            .forEach(m -> take(m.signature())));
                }
            });
        }

        void follow() {
            while (!open.isEmpty()) {
                open.removeFirst().run();
            }
        }
    }
}
