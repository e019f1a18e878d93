package org.rdylib.conformance.evolution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.conformance.evolution.Sample.Declared;
import org.rdylib.conformance.evolution.Sample.Function;
import org.rdylib.conformance.evolution.Sample.Interface;
import org.rdylib.conformance.evolution.Sample.Member;

/**
 * The language's table of what may change, row by row, for each place that each path through both copies leads to.
 *
 * <p>Nothing is remembered but the path itself: a type is judged as often as it is reached, once for each way. A path ends
 * where it would come to a type that it has passed, values going the same way.
 */
final class Table {

    /** There were more paths than anybody wants to wait for. */
    static final class TooManyPathsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyPathsException() {
            super(null, null, false, false);
        }
    }

    /** A row of the table that refuses. */
    enum Row {
        FROZEN_CHANGED,
        DIVERGED,
        ANOTHER_TYPE,
        NO_DEFAULT,
        IN_PADDING,
        OVERWRITTEN,
        SEND_OR_SYNC,
        CLAIM,
        EVOLVES_OR_STORAGE,
        VARIANCE,
        METHOD,
        EXPORT,
        IMPORT,
        OPTIONAL,
        PARAMETERS
    }

    /** Who makes the values. */
    private enum Maker {
        HOST,
        PLUGIN;

        Maker other() {
            return this == HOST ? PLUGIN : HOST;
        }
    }

    private record Crossing(String name, Maker maker) {}

    private final Sample host;
    private final Sample plugin;
    private final Copies hosts;
    private final Copies plugins;
    private final Set<Row> broken = new HashSet<>();
    private final Set<Crossing> crossed = new HashSet<>();
    private long steps;

    private Table(Sample host, Sample plugin) {
        this.host = host;
        this.plugin = plugin;
        this.hosts = new Copies(host);
        this.plugins = new Copies(plugin);
    }

    /** The rows that refuse the pair; none where it fits. */
    static Set<Row> refusing(Sample host, Sample plugin) {
        Table table = new Table(host, plugin);
        for (Function called : host.exports()) {
            table.function(called, find(plugin.exports(), called), Maker.PLUGIN, Row.EXPORT);
        }
        for (Function called : plugin.imports()) {
            table.function(called, find(host.imports(), called), Maker.HOST, Row.IMPORT);
        }
        table.variances();
        return table.broken;
    }

    private static Optional<Function> find(List<Function> all, Function called) {
        return all.stream().filter(f -> f.name().equals(called.name())).findFirst();
    }

    private void function(Function called, Optional<Function> there, Maker implementer, Row missing) {
        if (there.isEmpty()) {
            refuse(!called.isOptional(), missing);
            return;
        }
        refuse(there.get().isOptional() && !called.isOptional(), Row.OPTIONAL);
        signature(called, there.get(), implementer, List.of());
    }

    private void signature(Function called, Function given, Maker implementer, List<Crossing> path) {
        if (called.parameters().size() != given.parameters().size()) {
            refuse(true, Row.PARAMETERS);
            return;
        }
        for (int i = 0; i < called.parameters().size(); i++) {
            slot(called.parameters().get(i), given.parameters().get(i), implementer.other(), path);
        }
        slot(given.result(), called.result(), implementer, path);
    }

    /** A whole parameter or result: here {@code &mut} serves as {@code &}, and an object behind it is not exchanged. */
    private void slot(Term made, Term taken, Maker maker, List<Crossing> path) {
        switch (made) {
            case Term.Behind(Term.Pointer m, Term target)
            when m == Term.Pointer.EXCLUSIVE
                    && taken instanceof Term.Behind(Term.Pointer t, Term other)
                    && t == Term.Pointer.SHARED -> cross(target, other, maker, path);
            case Term.Objekt(Term.Pointer m, String name)
            when m == Term.Pointer.EXCLUSIVE
                    && taken instanceof Term.Objekt(Term.Pointer t, String other)
                    && t != Term.Pointer.BOX -> object(name, other, maker, path);
            case Term.Callable(List<Term.Pointer> m, List<Term> parameters, Term result)
            when m.equals(List.of(Term.Pointer.EXCLUSIVE))
                    && taken instanceof Term.Callable(List<Term.Pointer> t, List<Term> others, Term other)
                    && t.equals(m) -> callable(parameters, result, others, other, maker, path);
            case Term all -> cross(all, taken, maker, path);
        }
    }

    private void cross(Term made, Term taken, Maker maker, List<Crossing> path) {
        if (++steps > 100_000) {
            throw new TooManyPathsException();
        }
        switch (made) {
            case Term.Number _, Term.Text _ -> refuse(!made.equals(taken), Row.ANOTHER_TYPE);
            case Term.Named(String name) when taken.equals(made) -> declared(name, maker, path);
            case Term.Behind(Term.Pointer p, Term target)
            when taken instanceof Term.Behind(Term.Pointer q, Term other) && p == q -> {
                cross(target, other, maker, path);
                if (p == Term.Pointer.EXCLUSIVE) {
                    cross(other, target, maker.other(), path);
                    overwritten(target, other);
                }
            }
            case Term.Maybe(Term.Behind value)
            when taken instanceof Term.Maybe(Term.Behind other) -> cross(value, other, maker, path);
            case Term.Outcome(Term value)
            when taken instanceof Term.Outcome(Term other) -> cross(value, other, maker, path);
            case Term.Callable(List<Term.Pointer> p, List<Term> parameters, Term result)
            when taken instanceof Term.Callable(List<Term.Pointer> q, List<Term> others, Term other) && p.equals(q) -> {
                callable(parameters, result, others, other, maker, path);
                if (p.equals(List.of(Term.Pointer.EXCLUSIVE))) {
                    callable(others, other, parameters, result, maker.other(), path);
                }
            }
            case Term.Objekt(Term.Pointer p, String name)
            when taken instanceof Term.Objekt(Term.Pointer q, String other) && p == q -> {
                object(name, other, maker, path);
                if (p == Term.Pointer.EXCLUSIVE) {
                    object(other, name, maker.other(), path);
                }
            }
            case Term.Named _, Term.Behind _, Term.Maybe _, Term.Outcome _, Term.Callable _, Term.Objekt _ ->
                refuse(true, Row.ANOTHER_TYPE);
        }
    }

    /** Whoever has the closure gives it its arguments. */
    private void callable(
            List<Term> called, Term result, List<Term> calling, Term other, Maker maker, List<Crossing> path) {
        if (called.size() != calling.size()) {
            refuse(true, Row.PARAMETERS);
            return;
        }
        for (int i = 0; i < called.size(); i++) {
            cross(calling.get(i), called.get(i), maker.other(), path);
        }
        cross(result, other, maker, path);
    }

    private void overwritten(Term one, Term other) {
        if (one instanceof Term.Named(String name) && one.equals(other)) {
            Declared here = host.type(name);
            Declared there = plugin.type(name);
            boolean isStruct = !here.isEnum() && !there.isEnum() && here.grows() && there.grows();
            refuse(isStruct && here.members().size() != there.members().size(), Row.OVERWRITTEN);
        }
    }

    private void object(String made, String taken, Maker implementer, List<Crossing> path) {
        if (!made.equals(taken)) {
            refuse(true, Row.ANOTHER_TYPE);
            return;
        }
        Crossing here = new Crossing("dyn " + made, implementer);
        if (path.contains(here)) {
            return;
        }
        List<Crossing> further = then(path, here);
        Interface given = copy(implementer).interfaceNamed(made);
        Interface called = copy(implementer.other()).interfaceNamed(made);
        for (int i = 0; i < called.methods().size(); i++) {
            Function wanted = called.methods().get(i);
            if (i >= given.methods().size()) {
                refuse(!wanted.isOptional(), Row.METHOD);
                continue;
            }
            Function method = given.methods().get(i);
            if (!method.name().equals(wanted.name())) {
                refuse(true, Row.METHOD);
                return;
            }
            refuse(method.isOptional() && !wanted.isOptional(), Row.OPTIONAL);
            signature(wanted, method, implementer, further);
        }
    }

    private void declared(String name, Maker maker, List<Crossing> path) {
        Crossing here = new Crossing(name, maker);
        crossed.add(here);
        if (path.contains(here)) {
            return;
        }
        Declared made = copy(maker).type(name);
        Declared taken = copy(maker.other()).type(name);
        if (made.isEnum() != taken.isEnum()) {
            refuse(true, Row.ANOTHER_TYPE);
            return;
        }
        refuse(made.grows() != taken.grows() || made.storage() != taken.storage(), Row.EVOLVES_OR_STORAGE);
        for (String claim : taken.claims()) {
            refuse(!copies(maker).has(name, claim), Row.CLAIM);
        }
        if (made.grows()) {
            for (String bound : List.of("Send", "Sync")) {
                refuse(copies(maker.other()).has(name, bound) && !copies(maker).has(name, bound), Row.SEND_OR_SYNC);
            }
        }
        boolean grows = made.grows() && taken.grows();
        List<Crossing> further = then(path, here);
        int common = Math.min(made.members().size(), taken.members().size());
        for (int i = 0; i < common; i++) {
            Member given = made.members().get(i);
            Member wanted = taken.members().get(i);
            if (!given.name().equals(wanted.name())) {
                refuse(true, grows ? Row.DIVERGED : Row.FROZEN_CHANGED);
                return;
            }
            cross(given.type(), wanted.type(), maker, further);
        }
        refuse(!grows && made.members().size() != taken.members().size(), Row.FROZEN_CHANGED);
        if (grows && !made.isEnum()) {
            for (Member added : taken.members().subList(common, taken.members().size())) {
                refuse(added.defaultValue().isEmpty(), Row.NO_DEFAULT);
            }
            refuse(hosts.addsWithin(plugins, name) || plugins.addsWithin(hosts, name), Row.IN_PADDING);
        }
    }

    /** Where values go there and back, the older side must not take for another lifetime what the newer does not. */
    private void variances() {
        for (Crossing crossing : crossed) {
            Declared here = host.type(crossing.name());
            Declared there = plugin.type(crossing.name());
            if (here.grows()
                    && there.grows()
                    && crossed.contains(
                            new Crossing(crossing.name(), crossing.maker().other()))) {
                int more =
                        Integer.compare(here.members().size(), there.members().size());
                Copies older = more > 0 ? plugins : hosts;
                Copies newer = more > 0 ? hosts : plugins;
                refuse(
                        more != 0 && !older.signs(crossing.name()).containsAll(newer.signs(crossing.name())),
                        Row.VARIANCE);
            }
        }
    }

    private Sample copy(Maker maker) {
        return maker == Maker.HOST ? host : plugin;
    }

    private Copies copies(Maker maker) {
        return maker == Maker.HOST ? hosts : plugins;
    }

    private static List<Crossing> then(List<Crossing> path, Crossing next) {
        List<Crossing> all = new ArrayList<>(path);
        all.add(next);
        return all;
    }

    private void refuse(boolean yes, Row row) {
        if (yes) {
            broken.add(row);
        }
    }
}
