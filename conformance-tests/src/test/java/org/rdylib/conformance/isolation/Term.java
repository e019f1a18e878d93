package org.rdylib.conformance.isolation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A type, as far as it matters what can be copied. A lifetime is its name with its apostrophe; empty where left out. */
sealed interface Term {

    /** A number, which is the same everywhere. */
    record Number() implements Term {
        @Override
        public String toString() {
            return "u32";
        }
    }

    /** A {@code String}. */
    record Text() implements Term {
        @Override
        public String toString() {
            return "String";
        }
    }

    /** {@code &'a T} or {@code &'a mut T}. */
    record Reference(String lifetime, boolean isExclusive, Term target) implements Term {
        @Override
        public String toString() {
            return "&" + (lifetime.isEmpty() ? "" : lifetime + " ") + (isExclusive ? "mut " : "") + grouped(target);
        }
    }

    /** {@code str}, behind a reference. */
    record Characters() implements Term {
        @Override
        public String toString() {
            return "str";
        }
    }

    /** {@code [T]}, behind a reference or {@code Box}. */
    record Slice(Term element) implements Term {
        @Override
        public String toString() {
            return "[" + element + "]";
        }
    }

    /** {@code Box}, {@code Vec}, {@code Option}, or {@code Arc}. */
    record Holder(String kind, Term content) implements Term {
        @Override
        public String toString() {
            return kind + "<" + content + ">";
        }
    }

    /** A pair. */
    record Pair(Term first, Term second) implements Term {
        @Override
        public String toString() {
            return "(" + first + ", " + second + ")";
        }
    }

    /** {@code *const T}. */
    record Raw(Term target) implements Term {
        @Override
        public String toString() {
            return "*const " + target;
        }
    }

    /** {@code fn(A) -> R}. */
    record Code(List<Term> parameters, Term result) implements Term {
        public Code {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String toString() {
            return "fn" + spelled(parameters, result);
        }
    }

    /** {@code dyn Fn(A) -> R + 'a}. */
    record Closure(List<Term> parameters, Term result, String bound) implements Term {
        public Closure {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String toString() {
            return "dyn Fn" + spelled(parameters, result) + plus(bound);
        }
    }

    /** {@code dyn I<'x> + 'a}. */
    record Objekt(String name, String lifetime, String bound) implements Term {
        @Override
        public String toString() {
            return "dyn " + name + "<" + lifetime + ">" + plus(bound);
        }
    }

    /** {@code H}, an opaque type: behind {@code &}, {@code &mut}, {@code Box} or a raw pointer. */
    record Opaque() implements Term {
        @Override
        public String toString() {
            return "H";
        }
    }

    /** A struct or an enum that may grow, {@code S<'a, 'b>}. */
    record Named(String name, String first, String second) implements Term {
        @Override
        public String toString() {
            return name + "<" + written(first) + ", " + written(second) + ">";
        }

        private static String written(String lifetime) {
            return lifetime.isEmpty() ? "'_" : lifetime;
        }
    }

    /** The types within this one, its own parameters and results included. */
    default Stream<Term> parts() {
        return switch (this) {
            case Number _, Text _, Characters _, Objekt _, Opaque _, Named _ -> Stream.empty();
            case Reference t -> Stream.of(t.target);
            case Slice t -> Stream.of(t.element);
            case Holder t -> Stream.of(t.content);
            case Pair t -> Stream.of(t.first, t.second);
            case Raw t -> Stream.of(t.target);
            case Code t -> Stream.concat(t.parameters.stream(), Stream.of(t.result));
            case Closure t -> Stream.concat(t.parameters.stream(), Stream.of(t.result));
        };
    }

    /** The same of other lifetimes and parts. */
    default Term with(UnaryOperator<String> lifetime, UnaryOperator<Term> part) {
        return switch (this) {
            case Number _, Text _, Characters _, Opaque _ -> this;
            case Reference t -> new Reference(lifetime.apply(t.lifetime), t.isExclusive, part.apply(t.target));
            case Slice t -> new Slice(part.apply(t.element));
            case Holder t -> new Holder(t.kind, part.apply(t.content));
            case Pair t -> new Pair(part.apply(t.first), part.apply(t.second));
            case Raw t -> new Raw(part.apply(t.target));
            case Code t -> new Code(t.parameters.stream().map(part).toList(), part.apply(t.result));
            case Closure t ->
                new Closure(t.parameters.stream().map(part).toList(), part.apply(t.result), lifetime.apply(t.bound));
            case Objekt t -> new Objekt(t.name, lifetime.apply(t.lifetime), lifetime.apply(t.bound));
            case Named t -> new Named(t.name, lifetime.apply(t.first), lifetime.apply(t.second));
        };
    }

    /** This, and all types within it. */
    default void forEach(Consumer<Term> what) {
        what.accept(this);
        parts().forEach(t -> t.forEach(what));
    }

    /** The lifetimes that this very type mentions. */
    default Stream<String> lifetimes() {
        return switch (this) {
            case Number _, Text _, Characters _, Slice _, Holder _, Pair _, Raw _, Code _, Opaque _ -> Stream.empty();
            case Reference t -> Stream.of(t.lifetime);
            case Closure t -> Stream.of(t.bound);
            case Objekt t -> Stream.of(t.lifetime, t.bound);
            case Named t -> Stream.of(t.first, t.second);
        };
    }

    private static String grouped(Term target) {
        boolean hasPlus = (target instanceof Closure c && !c.bound.isEmpty())
                || (target instanceof Objekt o && !o.bound.isEmpty());
        return hasPlus ? "(" + target + ")" : target.toString();
    }

    private static String plus(String lifetime) {
        return lifetime.isEmpty() ? "" : " + " + lifetime;
    }

    private static String spelled(List<Term> parameters, Term result) {
        return parameters.stream().map(Term::toString).collect(Collectors.joining(", ", "(", ")")) + " -> "
                + grouped(result);
    }
}
