package org.rdylib.conformance.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An export, or a method of the interface.
 *
 * @param receiver as it is written; empty for an export
 * @param lifetimes that it is generic over
 * @param where its bounds, as they are written
 */
record Function(
        String name,
        String receiver,
        List<String> lifetimes,
        List<Shape> parameters,
        Shape result,
        List<String> where) {

    /** Consumes its object. */
    static final String BOXED = "self: Box<Self>";

    boolean isMethod() {
        return !receiver.isEmpty();
    }

    boolean isConsuming() {
        return receiver.equals(BOXED);
    }

    /** Its line in a descriptor. */
    String yaml() {
        return name + ": \"fn" + signature() + "\"";
    }

    /** Its declaration in Rust. */
    String rust() {
        return "fn " + name + signature();
    }

    private String signature() {
        List<String> all = new ArrayList<>(isMethod() ? List.of(receiver) : List.of());
        IntStream.range(0, parameters.size())
                .forEach(i -> all.add("p" + i + ": " + parameters.get(i).text()));
        return Stream.of(
                        lifetimes.isEmpty() ? "" : "<" + String.join(", ", lifetimes) + ">",
                        "(" + String.join(", ", all) + ")",
                        result instanceof Shape.Nothing ? "" : " -> " + result.text(),
                        where.isEmpty() ? "" : " where " + String.join(", ", where))
                .reduce("", String::concat);
    }
}
