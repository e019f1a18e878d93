package org.rdylib.conformance.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rdylib.conformance.evolution.Sample.Declared;
import org.rdylib.conformance.evolution.Sample.Function;
import org.rdylib.conformance.evolution.Sample.Interface;
import org.rdylib.conformance.evolution.Sample.Member;

/** What the author of a later version may do to a descriptor, allowed or not. */
final class Edits {

    private final Samples samples;
    private int fresh;

    Edits(Samples samples) {
        this.samples = samples;
    }

    /** The descriptor after one edit. */
    Sample edit(Sample s) {
        int choice = samples.below(100);
        if (choice < 64) {
            int at = samples.below(s.types().size());
            return new Sample(changed(s.types(), at, this::type), s.interfaces(), s.exports(), s.imports());
        }
        if (choice < 78) {
            int at = samples.below(s.interfaces().size());
            return new Sample(s.types(), changed(s.interfaces(), at, this::methods), s.exports(), s.imports());
        }
        return choice < 90
                ? new Sample(s.types(), s.interfaces(), functions(s.exports()), s.imports())
                : new Sample(s.types(), s.interfaces(), s.exports(), functions(s.imports()));
    }

    /** The descriptor after something was taken away: a default, a member of a type, a method, an export or an import. */
    Sample less(Sample s) {
        return switch (samples.below(5)) {
            case 0 -> new Sample(s.types(), s.interfaces(), less(s.exports()), s.imports());
            case 1 -> new Sample(s.types(), s.interfaces(), s.exports(), less(s.imports()));
            case 2 ->
                new Sample(
                        s.types(),
                        changed(
                                s.interfaces(),
                                samples.below(s.interfaces().size()),
                                i -> i.methods().size() < 2 ? i : i.with(less(i.methods()))),
                        s.exports(),
                        s.imports());
            default ->
                new Sample(
                        changed(s.types(), samples.below(s.types().size()), this::less),
                        s.interfaces(),
                        s.exports(),
                        s.imports());
        };
    }

    private Declared less(Declared t) {
        List<Member> members = t.members();
        if (samples.chance(30)) {
            return t.with(changed(members, members.size() - 1, m -> new Member(m.name(), m.type(), Optional.empty())));
        }
        return t.with(members.subList(0, Math.max(1, members.size() - 1)));
    }

    private static List<Function> less(List<Function> all) {
        return all.subList(0, Math.max(0, all.size() - 1));
    }

    private Declared type(Declared t) {
        int choice = samples.below(100);
        if (choice < 68) {
            return t.with(appended(t.members(), added(t)));
        }
        if (choice < 74) {
            return t.with(inserted(t.members(), samples.below(t.members().size() + 1), added(t)));
        }
        if (choice < 79) {
            return t.with(t.members().subList(0, Math.max(1, t.members().size() - 1)));
        }
        if (choice < 84) {
            int at = samples.below(t.members().size());
            Term other = t.isEnum() ? samples.payload() : samples.field(t.name());
            return t.with(changed(t.members(), at, m -> new Member(m.name(), other, Optional.empty())));
        }
        if (choice < 90) {
            List<String> claim = List.of(samples.pick(List.of("Send", "Sync", "Const")));
            return new Declared(t.name(), t.isEnum(), t.grows(), t.storage(), claim, t.members());
        }
        if (choice < 94 && t.storage() > 0) {
            return new Declared(t.name(), true, true, t.storage() + 8, t.claims(), t.members());
        }
        int storage = t.isEnum() && !t.grows() ? 32 : 0;
        List<Member> members = t.members().stream()
                .map(m -> new Member(m.name(), m.type(), Optional.empty()))
                .toList();
        return new Declared(t.name(), t.isEnum(), !t.grows(), storage, t.claims(), members);
    }

    private Member added(Declared t) {
        if (t.isEnum()) {
            return new Member("V" + fresh(), samples.payload(), Optional.empty());
        }
        Term type = samples.field(t.name());
        Optional<String> value = switch (type) {
            case Term.Number _ -> Optional.of("5");
            case Term.Text _ -> Optional.of("none");
            case Term.Maybe _ -> Optional.of("None");
            case Term.Named _, Term.Behind _, Term.Outcome _, Term.Callable _, Term.Objekt _ -> Optional.empty();
        };
        return new Member("x" + fresh(), type, value.filter(_ -> t.grows() && samples.chance(70)));
    }

    private Interface methods(Interface i) {
        List<Function> all = i.methods();
        int choice = samples.below(100);
        Function another = samples.function("m" + fresh(), samples.chance(50));
        if (choice < 60) {
            return i.with(appended(all, another));
        }
        if (choice < 70) {
            return i.with(inserted(all, samples.below(all.size()), another));
        }
        return i.with(changed(all, samples.below(all.size()), this::function));
    }

    private List<Function> functions(List<Function> all) {
        if (all.isEmpty() || samples.chance(40)) {
            return appended(all, samples.function("h" + fresh(), samples.chance(50)));
        }
        if (samples.chance(20)) {
            return all.subList(0, all.size() - 1);
        }
        return changed(all, samples.below(all.size()), this::function);
    }

    private Function function(Function f) {
        if (samples.chance(50)) {
            return new Function(f.name(), f.parameters(), f.result(), !f.isOptional());
        }
        if (samples.chance(15)) {
            return new Function(f.name(), appended(f.parameters(), samples.type(0)), f.result(), f.isOptional());
        }
        // what a host may lend for less, or what is no longer the same
        UnaryOperator<Term> other =
                t -> t instanceof Term.Behind(Term.Pointer p, Term target) && p == Term.Pointer.EXCLUSIVE
                        ? new Term.Behind(Term.Pointer.SHARED, target)
                        : samples.type(1);
        int at = samples.below(f.parameters().size());
        return new Function(f.name(), changed(f.parameters(), at, other), f.result(), f.isOptional());
    }

    private int fresh() {
        return 10 + fresh++;
    }

    private static <T> List<T> appended(List<T> all, T one) {
        return inserted(all, all.size(), one);
    }

    private static <T> List<T> inserted(List<T> all, int at, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(at, one);
        return more;
    }

    private static <T> List<T> changed(List<T> all, int at, UnaryOperator<T> change) {
        List<T> others = new ArrayList<>(all);
        others.set(at, change.apply(others.get(at)));
        return others;
    }
}
