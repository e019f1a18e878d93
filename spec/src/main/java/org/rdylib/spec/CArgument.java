package org.rdylib.spec;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What stands in {@code c:} for one argument of a C function. Its text is how the language writes it. In what a closure is
 * called with, parameters are known by their numbers, from 0: a closure's have no names.
 */
public sealed interface CArgument {

    /** Where it is written. */
    Place at();

    /** The same at another place. */
    default CArgument withPlace(Place at) {
        return switch (this) {
            case Whole a -> new Whole(a.parameter, at);
            case Data a -> new Data(a.parameter, at);
            case Code a -> new Code(a.parameter, at);
            case Drop a -> new Drop(a.parameter, at);
            case UserData _ -> new UserData(at);
            case Length a -> new Length(a.parameters, a.type, at);
            case Returned a -> new Returned(a.length, at);
            case Constant a -> new Constant(a.value, a.type, at);
            case Address a -> new Address(a.value, at);
        };
    }

    /** The same where the parameters have other names. */
    default CArgument renamed(UnaryOperator<String> names) {
        return switch (this) {
            case Whole a -> new Whole(names.apply(a.parameter), a.at);
            case Data a -> new Data(names.apply(a.parameter), a.at);
            case Code a -> new Code(names.apply(a.parameter), a.at);
            case Drop a -> new Drop(names.apply(a.parameter), a.at);
            case Length a -> new Length(a.parameters.stream().map(names).toList(), a.type, a.at);
            case Returned a -> new Returned(a.length.map(names), a.at);
            case UserData _, Constant _, Address _ -> this;
        };
    }

    /** A parameter that is one argument of C's: {@code connection}. */
    record Whole(String parameter, Place at) implements CArgument {
        @Override
        public String toString() {
            return parameter;
        }
    }

    /** The address of a slice's elements or a text's bytes, or what a closure is called with: {@code sql.data}. */
    record Data(String parameter, Place at) implements CArgument {
        @Override
        public String toString() {
            return parameter + ".data";
        }
    }

    /** The address of the function that a closure is in C: {@code row.code}. */
    record Code(String parameter, Place at) implements CArgument {
        @Override
        public String toString() {
            return parameter + ".code";
        }
    }

    /** The address of the function that C calls once it needs a closure no more, with its data: {@code row.drop}. */
    record Drop(String parameter, Place at) implements CArgument {
        @Override
        public String toString() {
            return parameter + ".drop";
        }
    }

    /** Where C calls a closure: the data that C was given for it. */
    record UserData(Place at) implements CArgument {
        @Override
        public String toString() {
            return "data";
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
        public String toString() {
            return "return" + length.map(p -> "(" + p + ".length)").orElse("");
        }
    }

    /** A number that is always the same: {@code 112 as c_int}. */
    record Constant(BigInteger value, ScalarKind type, Place at) implements CArgument {
        @Override
        public String toString() {
            return value + " as " + type.spelling();
        }
    }

    /** An address that is always the same: {@code null}, {@code -1 as *mut c_void}. */
    record Address(BigInteger value, Place at) implements CArgument {
        @Override
        public String toString() {
            return value.signum() == 0 ? "null" : value + " as *mut c_void";
        }
    }
}
