package org.rdylib.codegen.java.value;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Claim;

/** Expressions for what the bounds of an object or closure, and how it is held, mean at run time. */
public final class Terms {
    private Terms() {}

    /** Which threads may use it. */
    public static CodeBlock sending(Set<Bound> bounds) {
        boolean send = bounds.contains(Bound.SEND);
        boolean sync = bounds.contains(Bound.SYNC);
        return CodeBlock.of(
                "$T.$N", Api.SENDING, send && sync ? "SEND_SYNC" : send ? "SEND" : sync ? "SYNC" : "CONFINED");
    }

    /** Whether only one thread may. */
    public static boolean isConfined(Set<Bound> bounds) {
        return !bounds.contains(Bound.SEND) && !bounds.contains(Bound.SYNC);
    }

    /** The same of an opaque value, by what its type claims. */
    static CodeBlock sendingOf(List<Claim> claims) {
        return sending(claims.stream().map(Claim::bound).collect(Collectors.toSet()));
    }

    /**
     * The expression that lends a closure or an object of Java for a call; its value is the data that the library gets.
     *
     * @param entry the class by which the library calls it
     * @param target what that calls
     */
    public static CodeBlock lending(ClassName entry, CodeBlock target, Set<Bound> bounds) {
        CodeBlock sending = isConfined(bounds) ? CodeBlock.of("") : CodeBlock.of(",$W$L", sending(bounds));
        return CodeBlock.of("frame.lend($T.TYPE,$W$L$L)", entry, target, sending);
    }

    /** The same of one that the library may keep for a lifetime. */
    public static CodeBlock lendingUntil(ClassName entry, CodeBlock target, Set<Bound> bounds, CodeBlock until) {
        return CodeBlock.of("frame.giving().lend($T.TYPE,$W$L,$W$L,$W$L)", entry, target, sending(bounds), until);
    }

    /** The same of a closure that is called on this thread only, where the call has no frame. */
    public static CodeBlock lendingTo(CodeBlock library, ClassName entry, CodeBlock target) {
        return CodeBlock.of("frame.lend($L, $T.TYPE,$W$L)", library, entry, target);
    }

    /** Those of one that Java owns. */
    static CodeBlock owned(boolean closure, boolean counted, Set<Bound> bounds) {
        return terms(closure, counted ? "ARC" : "BOX", bounds);
    }

    /** Those of one that is lent to Java. */
    static CodeBlock lent(boolean closure, boolean exclusive, Set<Bound> bounds) {
        return terms(closure, exclusive ? "EXCLUSIVE" : "SHARED", bounds);
    }

    private static CodeBlock terms(boolean closure, String holder, Set<Bound> bounds) {
        return CodeBlock.of(
                "$T.$N($T.$N,$W$L)", Api.TERMS, closure ? "closure" : "object", Api.HOLDER, holder, sending(bounds));
    }
}
