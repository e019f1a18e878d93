package org.rdylib.conformance.evolution;

import java.util.List;
import java.util.stream.Collectors;

/** A type of a {@link Sample}. All lifetimes are {@code 'a}: only evolution is in question. */
sealed interface Term {

    /** What a value is reached by. */
    enum Pointer {
        SHARED("&'a "),
        EXCLUSIVE("&'a mut "),
        BOX("Box<");

        private final String prefix;

        Pointer(String prefix) {
            this.prefix = prefix;
        }

        String around(String target) {
            return prefix + target + (this == BOX ? ">" : "");
        }

        String aroundObject(String object) {
            return this == BOX ? around(object) : around("(" + object + ")");
        }
    }

    /** {@code u8} or {@code u64}. */
    record Number(int bytes) implements Term {
        @Override
        public String toString() {
            return "u" + 8 * bytes;
        }
    }

    /** {@code &'a str}. */
    record Text() implements Term {
        @Override
        public String toString() {
            return "&'a str";
        }
    }

    /** A declared type. */
    record Named(String name) implements Term {
        @Override
        public String toString() {
            return name + "<'a>";
        }
    }

    /** A value behind a pointer. */
    record Behind(Pointer pointer, Term target) implements Term {
        @Override
        public String toString() {
            return pointer.around(target.toString());
        }
    }

    /** Of a pointer: null stands for nothing. */
    record Maybe(Behind value) implements Term {
        @Override
        public String toString() {
            return "Option<" + value + ">";
        }
    }

    /** {@code Result<T, u8>}. */
    record Outcome(Term value) implements Term {
        @Override
        public String toString() {
            return "Result<" + value + ", u8>";
        }
    }

    /** {@code fn(A) -> R}, or a closure behind a pointer. */
    record Callable(List<Pointer> pointer, List<Term> parameters, Term result) implements Term {
        @Override
        public String toString() {
            String signature = parameters.stream().map(Term::toString).collect(Collectors.joining(", ", "(", ")"))
                    + " -> " + result;
            return pointer.isEmpty() ? "fn" + signature : pointer.getFirst().aroundObject(object(signature));
        }

        private String object(String signature) {
            String kind = pointer.getFirst() == Pointer.SHARED ? "Fn" : "FnMut";
            return "dyn " + kind + signature + " + 'a";
        }
    }

    /** An interface object behind a pointer. */
    record Objekt(Pointer pointer, String name) implements Term {
        @Override
        public String toString() {
            return pointer.aroundObject("dyn " + name + "<'a> + 'a");
        }
    }
}
