package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.CodeBlock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Lifetime;

/**
 * What a piece of generated code may refer to.
 *
 * @param regions the expression for each lifetime's region
 * @param place the expression for where a value stands, for messages
 * @param variables the names of variables in use
 * @param received the expression for what receives the objects that are read
 * @param making the expression for what makes the owned values that are written
 * @param copies the expression for the library's copies of the types that may grow
 * @param inside whether the code stands in the memory class
 */
public record Env(
        Map<String, CodeBlock> regions,
        CodeBlock place,
        Scope variables,
        CodeBlock received,
        CodeBlock making,
        CodeBlock copies,
        boolean inside) {

    /** The region of a lifetime. */
    public CodeBlock region(Lifetime lifetime) {
        return region(Lifetimes.name(lifetime));
    }

    public CodeBlock region(String lifetime) {
        return Optional.ofNullable(regions.get(lifetime))
                .orElseThrow(() -> new IllegalStateException("no region for " + lifetime));
    }

    /** The same for the fields of a declared type, whose lifetimes are what {@code value} says. */
    public Env inside(Value.Composite value) {
        Map<String, CodeBlock> inner = new HashMap<>();
        Optional.ofNullable(regions.get(Lifetimes.DYLIB)).ifPresent(dylib -> inner.put(Lifetimes.DYLIB, dylib));
        for (int i = 0; i < value.arguments().size(); i++) {
            inner.put(
                    Lifetimes.name(value.declaration().lifetimes().get(i)),
                    region(value.arguments().get(i)));
        }
        return new Env(Map.copyOf(inner), place, variables, received, making, copies, inside);
    }

    /** The same with other regions. */
    public Env within(Map<String, CodeBlock> others) {
        return new Env(others, place, variables, received, making, copies, inside);
    }

    /** The same where what is written becomes the library's, in a method that knows the frame. */
    public Env giving() {
        return new Env(regions, place, variables, received, CodeBlock.of("frame.giving()"), copies, inside);
    }

    /** The same where what is written is only seen by the library, behind a reference that ends with the call. */
    public Env lending() {
        return new Env(regions, place, variables, received, CodeBlock.of("frame.lending()"), copies, inside);
    }

    /** The same where a variable makes what is written. */
    public Env making(String variable) {
        return new Env(regions, place, variables, received, CodeBlock.of("$N", variable), copies, inside);
    }

    /** The same where objects that are read are received by a variable. */
    public Env receiving(String variable) {
        return receiving(CodeBlock.of("$N", variable));
    }

    private Env receiving(CodeBlock received) {
        return new Env(regions, place, variables, received, making, copies, inside);
    }

    /** The same behind a reference that a callback is given, and what is there is good until that returns. */
    public Env behind() {
        return receiving(CodeBlock.of("$L.behind()", received));
    }

    /** The same behind a reference, and what is there lives for that. */
    public Env behind(Lifetime reference) {
        return receiving(CodeBlock.of("$L.behind($L)", received, region(reference)));
    }

    /** The same where what is freed is dropped, and nobody has taken it. */
    public Env discarding() {
        return discarding(CodeBlock.of("$T.discarding()", Api.RECEIVING));
    }

    /** The same, and what is discarded is of the library that {@code discarding} knows. */
    public Env discarding(CodeBlock discarding) {
        return receiving(discarding);
    }

    public Env at(String place) {
        return new Env(regions, CodeBlock.of("$S", place), variables, received, making, copies, inside);
    }
}
