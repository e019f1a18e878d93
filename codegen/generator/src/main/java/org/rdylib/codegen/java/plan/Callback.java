package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.CCall;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * A closure type: a functional interface, nested where it is used.
 *
 * @param up as the library calls closures of Java
 * @param down as Java calls closures of the library
 * @param owned whether there may be something to drop
 * @param method the method that takes it, as documentation refers to it: {@code #on_link}; empty where there is none
 * @param parameter the parameter of that method
 * @param place the parameter that it is the type of, for messages: {@code on_link(visit)}
 * @param captured the lifetimes of the signature around it that reach something there and that it mentions
 * @param c how C calls it, if it is C's to call
 * @param isDroppedByC whether C is told how to drop it, or calls it once
 * @param isFunction whether it is code without data, {@code fn(A) -> R}
 */
public record Callback(
        ClassName name,
        String method,
        String parameter,
        String place,
        ClosureKind kind,
        Plan.Planned up,
        Plan.Planned down,
        boolean owned,
        List<String> captured,
        Optional<CCall> c,
        boolean isDroppedByC,
        boolean isFunction) {

    /** A closure's type, or a function's as that of a closure that has nothing. */
    static Type.Closure closure(Type type) {
        return switch (type) {
            case Type.Closure closure -> closure;
            case Type.Function(Signature signature, Lifetime bound, Place at) ->
                new Type.Closure(ClosureKind.FN, signature, Set.of(), bound, at);
            case Type other -> throw new IllegalArgumentException(other.at() + ": nothing to call");
        };
    }

    /** How it is called from either side: if Java cannot have one that the library calls, as the library's own are. */
    public Plan.Function function() {
        return up.refused().isEmpty() ? up.function() : down.function();
    }

    /** Whether it is a future, which is polled for its result. */
    public boolean isFuture() {
        return kind == ClosureKind.FUTURE;
    }

    /** What a future gives. */
    public Value output() {
        return down.function().result();
    }

    /**
     * Those of {@link #captured} whose regions Java's own are passed with. A function is the same wherever it is passed, and
     * so answers for whatever the others are.
     */
    public List<String> passed() {
        return isFunction ? captured.stream().filter(Lifetimes.DYLIB::equals).toList() : captured;
    }

    /** The others: what the library's own are called for, and no other will do. */
    public List<String> fixed() {
        return captured.stream()
                .filter(lifetime -> !passed().contains(lifetime))
                .toList();
    }

    /** The lifetimes that a value of the type is made of, where it is said to be {@code closure}. */
    public List<Lifetime> lifetimes(Type.Closure closure) {
        List<Lifetime> all = new ArrayList<>(
                captured.stream().map(name -> Lifetimes.of(name, closure.at())).toList());
        all.add(closure.bound());
        return all;
    }
}
