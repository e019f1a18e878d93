package org.rdylib.conformance.regions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rdylib.loader.RdylibException;

/** By what Java is stricter than rustc, and how it says so. */
enum Stricter {
    /** The regions of a call are settled when it is made, where rustc finds others that serve all calls of a program. */
    SETTLED("(.*: )?the call needs .* can be closed before .* is(; .*)?"),

    /** What is lent for as long as a region is lent until that ends, whether or not it is used until then. */
    LENT(".* while (it is lent( until the end of .*)?|a library that it was lent to as &mut may still write to it"
            + "(, until the end of .*)?|.*, which it was lent to as &mut, may still write to it)"),

    /** An object that borrows does so until it is closed. */
    BORROWING(".* while \\w+@.* borrows from it"),

    /** A call that is running may have been given whatever was lent before it began, whether or not it was. */
    INSIDE(".* while a call is running that may have been given what it had lent") {
        @Override
        boolean concerns(List<Step> program) {
            return program.stream()
                    .flatMap(step -> step instanceof Step.Call call ? call.arguments().stream() : Stream.of())
                    .anyMatch(argument -> argument instanceof Step.Lambda lambda
                            && !lambda.steps().isEmpty());
        }
    },

    /** A region may drop something before it drops what borrows from that. */
    ORDER(".* is lent until the end of .*, and dropped with it: what it is lent for may end later"),

    /** What was borrowed of a reference to an object ends when Java closes that, where rustc has the reference copied. */
    GIVEN_BACK("Region\\[borrowed from \\w+] is closed: .*") {
        @Override
        boolean concerns(List<Step> program) {
            return program.stream()
                    .anyMatch(
                            step -> step instanceof Step.Close(Step.Value object) && object.kind() != Step.Kind.OWNED);
        }
    },

    /** An object ends with the first of the lifetimes in its type, or of a reference to it, and what borrows for its bound, too. */
    OBJECT("Region\\[.*] is closed(: .*)?|\\w+\\[dropped] has ended with Region\\[.*](: .*)?") {
        @Override
        boolean concerns(List<Step> program) {
            return program.stream()
                    .anyMatch(step -> step instanceof Step.Call call
                            && switch (call.function().result()) {
                                case Shape.Owned(Shape.Thing(var type, String made, String bound)) ->
                                    type == Shape.Type.CELL && !made.equals(bound);
                                case Shape.Lent(String lifetime, var _, Shape.Thing(var type, var _, String bound)) ->
                                    (type == Shape.Type.CELL || type == Shape.Type.BELL) && !bound.equals(lifetime);
                                case Shape.Boxes(String lifetime, Shape.Thing(var type, var _, String bound)) ->
                                    (type == Shape.Type.CELL || type == Shape.Type.BELL) && !bound.equals(lifetime);
                                case Shape _ -> false;
                            });
        }
    };

    private final Pattern message;

    Stricter(String message) {
        this.message = Pattern.compile(message);
    }

    /** Whether a program may be refused for that. */
    boolean concerns(List<Step> program) {
        return !program.isEmpty();
    }

    /** Why Java has refused a program that rustc accepts; empty if there is no such reason. */
    static Optional<Stricter> reason(RdylibException refusal, List<Step> program) {
        String said = String.valueOf(refusal.getMessage());
        return Arrays.stream(values())
                .filter(reason -> reason.message.matcher(said).matches() && reason.concerns(program))
                .findFirst();
    }
}
