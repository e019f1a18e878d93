package org.rdylib.conformance.isolation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rdylib.conformance.isolation.Boundary.Function;

/** The table, row by row. */
final class Judge {

    /** The rows that refuse. */
    enum Row {
        SHARED_DATA,
        CODE,
        RAW_POINTER,
        EXCLUSIVE_RESULT,
        EXCLUSIVE_NOT_OVER
    }

    /** By which a call is refused. */
    private final Set<Row> rows = EnumSet.noneOf(Row.class);

    private final Boundary boundary;
    private final Set<String> refused = new TreeSet<>();
    private final Set<String> reached = new HashSet<>();

    private Judge(Boundary boundary) {
        this.boundary = boundary;
    }

    /**
     * What cannot go to another process.
     *
     * @param refused the calls, by name
     * @param rows why
     */
    record Verdict(Set<String> refused, Set<Row> rows) {}

    static Verdict of(Boundary boundary) {
        Judge judge = new Judge(boundary);
        boundary.exports().forEach(f -> judge.function("export " + f.name(), f));
        boundary.imports().forEach(f -> judge.function("import " + f.name(), f));
        return new Verdict(judge.refused, judge.rows);
    }

    private void function(String name, Function f) {
        List<String> mentions = f.mentions();
        Set<String> over = new HashSet<>(Set.of(""));
        mentions.stream()
                .filter(l -> Collections.frequency(mentions, l) == 1)
                .filter(l -> !Set.of("'static", "'dylib", "'x").contains(l))
                .forEach(over::add);
        call(name, f.parameters(), f.result(), over);
        f.types().forEach(this::reach);
    }

    /** "A call is isolable when each parameter and result can be copied, or is a handle"; what is called back is a call. */
    private void call(String name, List<Term> parameters, Term result, Set<String> over) {
        for (Term parameter : parameters) {
            copied(name, parameter, new Spot(over, false, false, "'x"));
            calledBack(name, parameter);
        }
        copied(name, result, new Spot(Set.of(), true, false, "'x"));
        calledBack(name, result);
    }

    /** A closure is called by who gets it; of its lifetimes, its own are those that it leaves out. */
    private void calledBack(String name, Term term) {
        switch (term) {
            case Term.Closure c -> call(name, c.parameters(), c.result(), Set.of(""));
            case Term.Code _ -> {}
            case Term other -> other.parts().forEach(t -> calledBack(name, t));
        }
    }

    /**
     * Where a value stands.
     *
     * @param over the lifetimes that are over with the call
     * @param isRead whether it is behind a {@code &}: a {@code &mut} there is none to write through
     * @param argument what the lifetime of the struct around is in the signature; empty where it has none
     */
    private record Spot(Set<String> over, boolean isResult, boolean isRead, String argument) {

        Spot behind(Term.Reference reference) {
            return new Spot(over, isResult, isRead || !reference.isExclusive(), argument);
        }

        Spot in(Term.Named named) {
            return new Spot(over, isResult, isRead, named.lifetime().equals("'x") ? argument : named.lifetime());
        }

        boolean isOver(String lifetime) {
            return over.contains(lifetime.equals("'x") ? argument : lifetime);
        }
    }

    private void copied(String call, Term term, Spot spot) {
        switch (term) {
            case Term.Number _, Term.Text _, Term.Characters _ -> {}
            case Term.Reference t -> {
                if (isHandle(t.target())) {
                    return;
                }
                if (t.isExclusive() && !spot.isRead && spot.isResult) {
                    refuse(call, Row.EXCLUSIVE_RESULT);
                } else if (t.isExclusive() && !spot.isRead && !spot.isOver(t.lifetime())) {
                    refuse(call, Row.EXCLUSIVE_NOT_OVER);
                }
                copied(call, t.target(), spot.behind(t));
            }
            case Term.Slice t -> copied(call, t.element(), spot);
            case Term.Holder t when isHandle(t.content()) -> {}
            case Term.Holder t -> {
                if (t.kind().equals("Arc")) {
                    refuse(call, Row.SHARED_DATA);
                } else {
                    copied(call, t.content(), spot);
                }
            }
            case Term.Pair t -> {
                copied(call, t.first(), spot);
                copied(call, t.second(), spot);
            }
            case Term.Raw _ -> refuse(call, Row.RAW_POINTER);
            case Term.Code _ -> refuse(call, Row.CODE);
            case Term.Closure _, Term.Objekt _ -> {}
            case Term.Named t -> boundary.struct(t.name()).fields().forEach(f -> copied(call, f, spot.in(t)));
        }
    }

    private static boolean isHandle(Term target) {
        return target instanceof Term.Closure || target instanceof Term.Objekt;
    }

    /** What crosses somewhere: the closures in its fields, and the methods of its objects, are calls as well. */
    private void reach(Term term) {
        List<Term> all = new ArrayList<>();
        term.forEach(all::add);
        for (Term part : all) {
            if (part instanceof Term.Named named && reached.add(named.name())) {
                boundary.struct(named.name()).fields().forEach(field -> {
                    calledBack("closures of `" + named.name() + "`", field);
                    reach(field);
                });
            }
            if (part instanceof Term.Objekt object && reached.add(object.name())) {
                boundary.interfaceNamed(object.name())
                        .methods()
                        .forEach(m -> function("method " + object.name() + "::" + m.name(), m));
            }
        }
    }

    private void refuse(String call, Row row) {
        refused.add(call);
        rows.add(row);
    }
}
