package org.rdylib.conformance.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.conformance.isolation.Boundary.Function;
import org.rdylib.conformance.isolation.Boundary.Growing;
import org.rdylib.conformance.isolation.Boundary.Interface;
import org.rdylib.conformance.isolation.Boundary.Struct;

/** Random descriptors; not all of them are well-formed. */
final class Boundaries {

    private static final List<String> STRUCTS = List.of("S", "T", "U");
    private static final List<String> ENUMS = List.of("E", "F");
    private static final List<String> INTERFACES = List.of("I", "J");

    /** Where a type stands, which decides what lifetimes there are. */
    private enum Where {
        FIELD,
        PARAMETER,
        METHOD_PARAMETER,
        RESULT,
        METHOD_RESULT,
        WITHIN
    }

    private final RandomGenerator random;

    /** How many of the structs are declared already: a field is of one of these, and so is what its closures take. */
    private int declared;

    private boolean areAllDeclared;

    Boundaries(RandomGenerator random) {
        this.random = random;
    }

    Boundary next() {
        List<Struct> structs = new ArrayList<>();
        areAllDeclared = false;
        for (declared = 0; declared < STRUCTS.size(); declared++) {
            List<Term> fields = new ArrayList<>(borrowed());
            IntStream.range(0, below(3)).forEach(_ -> fields.add(type(Where.FIELD, 2)));
            structs.add(new Struct(STRUCTS.get(declared), fields));
        }
        List<Growing> enums = ENUMS.stream().map(this::growing).toList();
        areAllDeclared = true;
        List<Interface> interfaces =
                INTERFACES.stream().map(name -> new Interface(name, methods())).toList();
        return new Boundary(
                structs,
                enums,
                pick(List.of(Side.values())),
                interfaces,
                functions("f", 1 + below(3)),
                functions("g", below(2)));
    }

    /** Fields that use both lifetimes: {@code &'y &'x T} makes sense only if 'x outlives 'y. */
    private List<Term> borrowed() {
        Term lent = new Term.Reference("'x", chance(40), new Term.Number());
        return switch (below(4)) {
            case 0 -> List.of(new Term.Reference("'y", chance(40), lent));
            case 1 ->
                List.of(lent, new Term.Reference("'y", chance(30), new Term.Reference("'x", false, new Term.Number())));
            case 2 -> List.of(lent, new Term.Reference("'y", chance(30), new Term.Holder("Vec", lent)));
            default -> List.of(lent, new Term.Reference("'y", chance(30), new Term.Number()));
        };
    }

    /** What it holds it borrows: who does not know a variant could not free it. */
    private Growing growing(String name) {
        List<Term> variants = new ArrayList<>();
        variants.add(new Term.Pair(
                new Term.Reference("'x", false, new Term.Number()),
                new Term.Reference("'y", false, new Term.Number())));
        IntStream.range(0, 1 + below(3))
                .forEach(
                        _ -> variants.add(new Term.Reference(lifetime(Where.FIELD), chance(30), type(Where.FIELD, 2))));
        return new Growing(name, variants, chance(25) ? variants.size() : 1 + below(variants.size()));
    }

    private List<Function> methods() {
        List<Function> methods = new ArrayList<>();
        methods.add(new Function("text", "&self", List.of(), new Term.Reference("'x", false, new Term.Characters())));
        if (chance(60)) {
            List<Term> parameters = parameters(Where.METHOD_PARAMETER);
            String receiver = pick(List.of("&self", "&mut self", "&'s self", "&'s mut self"));
            methods.add(new Function("m", receiver, parameters, type(Where.METHOD_RESULT, 1)));
        }
        return methods;
    }

    private List<Function> functions(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Function(prefix + i, "", parameters(Where.PARAMETER), result()))
                .toList();
    }

    private Term result() {
        return chance(50) ? new Term.Number() : chance(30) ? named(Where.RESULT) : type(Where.RESULT, 2);
    }

    private List<Term> parameters(Where where) {
        return Stream.generate(() -> chance(20) ? named(where) : type(where, 3))
                .limit(below(3))
                .toList();
    }

    private Term type(Where where, int depth) {
        return switch (below(depth > 0 ? 21 : 4)) {
            case 0, 1 -> new Term.Number();
            case 2 -> new Term.Text();
            case 3 -> new Term.Reference(lifetime(where), false, new Term.Characters());
            case 4, 5 -> new Term.Reference(lifetime(where), true, type(where, depth - 1));
            case 6, 7 -> new Term.Reference(lifetime(where), false, type(where, depth - 1));
            case 8 -> new Term.Reference(lifetime(where), chance(30), new Term.Slice(type(where, depth - 1)));
            case 9 -> new Term.Holder("Box", type(where, depth - 1));
            case 10 -> new Term.Holder("Vec", type(where, depth - 1));
            case 11 -> new Term.Holder("Option", type(where, depth - 1));
            case 12 -> new Term.Holder("Box", new Term.Slice(type(where, depth - 1)));
            case 13 -> new Term.Pair(type(where, depth - 1), type(where, depth - 1));
            case 14, 15 -> named(where);
            case 16 -> dyn(where, depth);
            case 17 -> chance(50) ? dyn(where, depth) : new Term.Holder("Arc", type(where, depth - 1));
            case 18 -> chance(50) ? dyn(where, depth) : code(depth);
            case 19 -> opaque(where);
            default -> where == Where.FIELD || chance(70) ? new Term.Number() : new Term.Raw(new Term.Number());
        };
    }

    private Term named(Where where) {
        if (areAllDeclared && chance(60)) {
            return new Term.Named(pick(ENUMS), lifetime(where), lifetime(where));
        }
        return declared == 0
                ? new Term.Number()
                : new Term.Named(STRUCTS.get(below(declared)), lifetime(where), lifetime(where));
    }

    private Term opaque(Where where) {
        return switch (below(4)) {
            case 0 -> new Term.Reference(lifetime(where), false, new Term.Opaque());
            case 1 -> new Term.Reference(lifetime(where), true, new Term.Opaque());
            case 2 -> where == Where.FIELD ? new Term.Number() : new Term.Raw(new Term.Opaque());
            default -> new Term.Holder("Box", new Term.Opaque());
        };
    }

    private Term code(int depth) {
        return new Term.Code(List.of(type(Where.WITHIN, depth - 1)), new Term.Number());
    }

    /** An object or closure, behind a pointer. */
    private Term dyn(Where where, int depth) {
        String bound = chance(50) ? "'dylib" : bound(where);
        Term target = chance(50)
                ? new Term.Objekt(pick(INTERFACES), chance(50) ? "'dylib" : bound, bound)
                : new Term.Closure(
                        chance(30) ? List.of() : List.of(type(Where.WITHIN, depth - 1)),
                        chance(60) ? new Term.Number() : within(depth),
                        bound);
        return switch (below(4)) {
            case 0 -> new Term.Reference(lifetime(where), false, target);
            case 1 -> new Term.Reference(lifetime(where), true, target);
            case 2 -> new Term.Holder("Box", target);
            default -> new Term.Holder("Arc", target);
        };
    }

    /** The result of a closure, which names no lifetime of its own. */
    private Term within(int depth) {
        return type(Where.RESULT, depth - 1);
    }

    private String bound(Where where) {
        return switch (where) {
            case FIELD -> "'x";
            case WITHIN -> "'dylib";
            case PARAMETER, METHOD_PARAMETER, RESULT, METHOD_RESULT -> pick(List.of("'a", "'b"));
        };
    }

    private String lifetime(Where where) {
        return switch (where) {
            case FIELD -> pick(List.of("'x", "'x", "'y", "'y", "'dylib"));
            case PARAMETER -> pick(List.of("", "", "'a", "'b", "'c", "'dylib"));
            case METHOD_PARAMETER -> pick(List.of("", "'a", "'b", "'x", "'s", "'dylib"));
            case RESULT -> pick(List.of("'a", "'b", "'dylib"));
            case METHOD_RESULT -> pick(List.of("'a", "'x", "'s", "'dylib"));
            case WITHIN -> pick(List.of("", "", "", "'dylib", "'b"));
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
