package org.rdylib.conformance.isolation;

import java.util.ArrayList;
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

    /**
     * A call that is met, of an export, import, method or closure.
     *
     * @param own its own lifetimes; those that are left out are as well
     * @param writer in whose copy it is written
     */
    private record Call(String name, List<Term> parameters, Term result, Set<String> own, Side caller, Side writer) {}

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
        Set<String> own = new HashSet<>(f.mentions());
        own.removeAll(Set.of("'static", "'dylib", "'x"));
        own.removeAll(List.of(f.receiver().split("[& ]", -1)));
        meet(new Call(name, f.parameters(), f.result(), own, caller, caller));
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
            case Term.Closure c -> meet(new Call(name, c.parameters(), c.result(), Set.of(), maker.other(), maker));
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

    /**
     * "A call is isolable when each parameter and result can be copied, or is a handle". The declared types are taken out
     * first: what the fields say counts as if the signature said it.
     */
    private void judge(Call call) {
        Flat flat = new Flat(boundary, call.parameters(), call.result());
        Lent lent = new Lent(call.own(), flat.parameters(call.writer()), flat.result(call.writer()));
        flat.parameters(call.caller()).forEach(p -> copied(call.name(), p, new Spot(lent, false, false)));
        copied(call.name(), flat.result(call.caller().other()), new Spot(lent, true, false));
        call.parameters().forEach(p -> known(call.name(), p, call.caller()));
        known(call.name(), call.result(), call.caller().other());
    }

    /**
     * Where a value stands.
     *
     * @param isRead whether it is behind a {@code &}: a {@code &mut} there is none to write through
     */
    private record Spot(Lent lent, boolean isResult, boolean isRead) {

        Spot behind(Term.Reference reference) {
            return new Spot(lent, isResult, isRead || !reference.isExclusive());
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
                } else if (t.isExclusive() && !spot.isRead && spot.lent.mayBeKept(t.lifetime())) {
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
            case Term.Named t -> throw new IllegalStateException(t + " was taken out");
        }
    }

    /** What is copied as a type that one side knows less of. */
    private void known(String call, Term term, Side maker) {
        switch (term) {
            case Term.Reference t when isHandle(t.target()) -> {}
            case Term.Holder t when isHandle(t.content()) || t.kind().equals("Arc") -> {}
            case Term.Raw _, Term.Code _, Term.Closure _, Term.Objekt _ -> {}
            case Term.Named t -> {
                if (isKnownInPart(t.name())) {
                    refuse(call, Row.KNOWN_IN_PART);
                }
                boundary.contents(t.name(), maker).forEach(c -> known(call, c, maker));
            }
            case Term other -> other.parts().forEach(t -> known(call, t, maker));
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
