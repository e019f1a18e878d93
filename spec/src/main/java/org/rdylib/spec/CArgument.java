package org.rdylib.spec;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What stands in {@code c:} for one argument of a C function. Its text is how the language writes it. */
public sealed interface CArgument {

    /** Where it is written. */
    Place at();

    /** The same at another place. */
    CArgument withPlace(Place at);

    /** The same where the parameters have other names. */
    CArgument renamed(UnaryOperator<String> names);

    /** A parameter that is one argument of C's: {@code connection}. */
    record Whole(String parameter, Place at) implements CArgument {
        @Override
        public Whole withPlace(Place at) {
            return new Whole(parameter, at);
        }

        @Override
        public Whole renamed(UnaryOperator<String> names) {
            return new Whole(names.apply(parameter), at);
        }

        @Override
        public String toString() {
            return parameter;
        }
    }

    /** The address of a slice's elements or a text's bytes: {@code sql.data}. */
    record Data(String parameter, Place at) implements CArgument {
        @Override
        public Data withPlace(Place at) {
            return new Data(parameter, at);
        }

        @Override
        public Data renamed(UnaryOperator<String> names) {
            return new Data(names.apply(parameter), at);
        }

        @Override
        public String toString() {
            return parameter + ".data";
        }
    }

    /**
     * How many elements, or bytes of text, there are: {@code sql.length as c_int}.
     *
     * @param parameters whose length it is; all of them have it where it is that of several, {@code x.length = y.length}
     * @param type what C takes it as
     */
    record Length(List<String> parameters, ScalarKind type, Place at) implements CArgument {
        public Length {
            parameters = List.copyOf(parameters);
        }

        @Override
        public Length withPlace(Place at) {
            return new Length(parameters, type, at);
        }

        @Override
        public Length renamed(UnaryOperator<String> names) {
            return new Length(parameters.stream().map(names).toList(), type, at);
        }

        @Override
        public String toString() {
            return parameters.stream().map(p -> p + ".length").collect(Collectors.joining(" = "))
                    + (type == ScalarKind.USIZE ? "" : " as " + type.spelling());
        }
    }

    /**
     * The address of the place where C puts what the function returns: {@code return}, {@code return(into.length)}.
     *
     * @param length the parameter whose length is in it before the call; nothing but zero bytes, if there is none
     */
    record Returned(Optional<String> length, Place at) implements CArgument {
        @Override
        public Returned withPlace(Place at) {
            return new Returned(length, at);
        }

        @Override
        public Returned renamed(UnaryOperator<String> names) {
            return new Returned(length.map(names), at);
        }

        @Override
        public String toString() {
            return "return" + length.map(p -> "(" + p + ".length)").orElse("");
        }
    }

    /** A number that is always the same: {@code 112 as c_int}. */
    record Constant(BigInteger value, ScalarKind type, Place at) implements CArgument {
        @Override
        public Constant withPlace(Place at) {
            return new Constant(value, type, at);
        }

        @Override
        public Constant renamed(UnaryOperator<String> names) {
            return this;
        }

        @Override
        public String toString() {
            return value + " as " + type.spelling();
        }
    }

    /** An address that is always the same: {@code null}, {@code -1 as *mut c_void}. */
    record Address(BigInteger value, Place at) implements CArgument {
        @Override
        public Address withPlace(Place at) {
            return new Address(value, at);
        }

        @Override
        public Address renamed(UnaryOperator<String> names) {
            return this;
        }

        @Override
        public String toString() {
            return value.signum() == 0 ? "null" : value + " as *mut c_void";
        }
    }
}
