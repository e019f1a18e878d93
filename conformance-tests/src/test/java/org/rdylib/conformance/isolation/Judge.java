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
        EXCLUSIVE_NOT_OVER,
        KNOWN_IN_PART
    }

    /** A call that is met, of an export, import, method or closure. */
    private record Call(String name, List<Term> parameters, Term result, Set<String> over, Side caller) {}

    /** Values of a declared type that one side makes, or objects of an interface. */
    private record Made(String name, Side maker) {}

    /** By which a call is refused. */
    private final Set<Row> rows = EnumSet.noneOf(Row.class);

    private final Boundary boundary;
    private final List<Call> calls = new ArrayList<>();
    private final Set<Made> made = new HashSet<>();
    private final Set<String> refused = new TreeSet<>();

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
        boundary.exports().forEach(f -> judge.function("export " + f.name(), f, Side.HOST));
        boundary.imports().forEach(f -> judge.function("import " + f.name(), f, Side.PLUGIN));
        judge.calls.forEach(judge::judge);
        return new Verdict(judge.refused, judge.rows);
    }

    private void function(String name, Function f, Side caller) {
        List<String> mentions = f.mentions();
        Set<String> over = new HashSet<>(Set.of(""));
        mentions.stream()
                .filter(l -> Collections.frequency(mentions, l) == 1)
                .filter(l -> !Set.of("'static", "'dylib", "'x").contains(l))
                .forEach(over::add);
        meet(new Call(name, f.parameters(), f.result(), over, caller));
        f.parameters().forEach(p -> cross(p, caller));
        cross(f.result(), caller.other());
    }

    /** What is called back within a call is a call as well. */
    private void meet(Call call) {
        calls.add(call);
        call.parameters().forEach(p -> calledBack(call.name(), p, call.caller()));
        calledBack(call.name(), call.result(), call.caller().other());
    }

    /** A closure is called by who gets it; of its lifetimes, its own are those that it leaves out. */
    private void calledBack(String name, Term term, Side maker) {
        switch (term) {
            case Term.Closure c -> meet(new Call(name, c.parameters(), c.result(), Set.of(""), maker.other()));
            case Term.Code _ -> {}
            case Term other -> other.parts().forEach(t -> calledBack(name, t, maker));
        }
    }

    /**
     * A whole argument or result. A {@code &mut} to an object is lent there, and the object its maker's still; deeper in
     * types {@code &mut} is invariant, so that the verdict compares what is behind it in both directions.
     */
    private void cross(Term term, Side maker) {
        if (term instanceof Term.Reference r && isHandle(r.target())) {
            reach(r.target(), maker);
        } else {
            reach(term, maker);
        }
    }

    /**
     * What crosses somewhere: the closures in its fields, and the methods of its objects, are calls as well. What only its
     * maker knows nobody calls.
     */
    private void reach(Term term, Side maker) {
        switch (term) {
            case Term.Named named -> {
                if (made.add(new Made(named.name(), maker))) {
                    boundary.known(named.name()).forEach(content -> {
                        calledBack("closures of `" + named.name() + "`", content, maker);
                        reach(content, maker);
                    });
                }
            }
            case Term.Objekt object -> {
                if (made.add(new Made(object.name(), maker))) {
                    boundary.interfaceNamed(object.name())
                            .methods()
                            .forEach(m -> function("method " + object.name() + "::" + m.name(), m, maker.other()));
                }
            }
            case Term.Closure c -> {
                c.parameters().forEach(p -> reach(p, maker.other()));
                reach(c.result(), maker);
            }
            case Term.Code c -> {
                c.parameters().forEach(p -> reach(p, maker.other()));
                reach(c.result(), maker);
            }
            case Term.Reference r -> {
                reach(r.target(), maker);
                if (r.isExclusive()) {
                    reach(r.target(), maker.other());
                }
            }
            case Term other -> other.parts().forEach(t -> reach(t, maker));
        }
    }

    /** "A call is isolable when each parameter and result can be copied, or is a handle". */
    private void judge(Call call) {
        for (Term parameter : call.parameters()) {
            copied(call.name(), parameter, new Spot(call.over(), false, false, "'x", call.caller()));
        }
        copied(
                call.name(),
                call.result(),
                new Spot(Set.of(), true, false, "'x", call.caller().other()));
    }

    /**
     * Where a value stands.
     *
     * @param over the lifetimes that are over with the call
     * @param isRead whether it is behind a {@code &}: a {@code &mut} there is none to write through
     * @param argument what the lifetime of the type around is in the signature; empty where it has none
     */
    private record Spot(Set<String> over, boolean isResult, boolean isRead, String argument, Side maker) {

        Spot behind(Term.Reference reference) {
            return new Spot(over, isResult, isRead || !reference.isExclusive(), argument, maker);
        }

        Spot in(Term.Named named) {
            return new Spot(over, isResult, isRead, named.lifetime().equals("'x") ? argument : named.lifetime(), maker);
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
            case Term.Closure _, Term.Objekt _, Term.Opaque _ -> {}
            case Term.Named t -> {
                if (isKnownInPart(t.name())) {
                    refuse(call, Row.KNOWN_IN_PART);
                }
                boundary.contents(t.name(), spot.maker()).forEach(c -> copied(call, c, spot.in(t)));
            }
        }
    }

    private static boolean isHandle(Term target) {
        return target instanceof Term.Closure || target instanceof Term.Objekt || target instanceof Term.Opaque;
    }

    /** "An append type that one side knows less of and gives back"; none of these claims {@code Portable}. */
    private boolean isKnownInPart(String name) {
        return boundary.enums().stream().anyMatch(e -> e.name().equals(name) && e.hasGrown())
                && made.contains(new Made(name, Side.HOST))
                && made.contains(new Made(name, Side.PLUGIN));
    }

    private void refuse(String call, Row row) {
        refused.add(call);
        rows.add(row);
    }
}
