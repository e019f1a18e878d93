package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;

/**
 * The methods that lend a place with what it is part of: what is in it is copied, and its frame is told how that is copied
 * back once the library has answered, and freed when the call is over.
 */
final class PlaceWriting {
    private final JavaTypes types;
    private final Sizes sizes;
    private final Growing growing;
    private final Writing writing;
    private final Reading reading;
    private final Freeing freeing;

    PlaceWriting(Plan plan, Writing writing, Reading reading, Freeing freeing) {
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.writing = writing;
        this.reading = reading;
        this.freeing = freeing;
    }

    MethodSpec.Builder place(Value.MutWithin place, MethodSpec.Builder method, Env outside) {
        Env env = outside.giving();
        return switch (place.content()) {
            case Value.Slice s -> slice(place, s, method, env);
            case Value.Text t -> text(place, t, method, env);
            case Value.Ref _ -> reference(place, method, env);
            case Value other -> throw new IllegalArgumentException(other.at() + ": not behind a reference");
        };
    }

    private MethodSpec.Builder slice(Value.MutWithin place, Value.Slice slice, MethodSpec.Builder method, Env env) {
        CodeBlock source = CodeBlock.of("content");
        if (place.isArray()) {
            method.addStatement("$T content = frame.borrowArray(value, place)", types.of(slice));
        } else {
            method.addStatement(
                    "$T content = $T.copyOf(frame.borrow(value, place), place)", types.of(slice), Api.SLICES);
        }
        method.addStatement("long length = $L", Writing.length(slice, source))
                .addStatement("long target = $L", writing.copied(slice, source, env))
                .addCode(Writing.putWords(At.variable("at"), CodeBlock.of("target"), CodeBlock.of("length")));
        CodeBlock read = reading.ofWords(slice, CodeBlock.of("target"), CodeBlock.of("length"), env);
        long size = sizes.size(slice.element());
        CodeBlock bytes = size == 1 ? CodeBlock.of("length") : CodeBlock.of("$L * length", size);
        method.addStatement(lent(place, bytes, place.isArray() ? "fill" : "update", read));
        if (Ownership.of(place.target()) != Ownership.NOTHING) {
            method.addStatement(
                    "frame.within().whenOver(() -> $T.each(target,$Wlength,$W$L,$W$L))",
                    Api.OWNED,
                    sizes.size(slice.element()),
                    freeing.freer(slice.element(), env));
        }
        return method;
    }

    private MethodSpec.Builder text(Value.MutWithin place, Value.Text text, MethodSpec.Builder method, Env env) {
        method.addStatement("byte[] bytes = $T.utf8(frame.borrow(value, place), place)", Api.VALUES)
                .addStatement("long target = frame.copy(bytes)")
                .addCode(Writing.putWords(At.variable("at"), CodeBlock.of("target"), CodeBlock.of("bytes.length")));
        CodeBlock length = CodeBlock.of("bytes.length");
        return method.addStatement(
                lent(place, length, "update", reading.ofWords(text, CodeBlock.of("target"), length, env)));
    }

    private MethodSpec.Builder reference(Value.MutWithin place, MethodSpec.Builder method, Env env) {
        Value target = place.target();
        method.addStatement("$T content = frame.borrow(value, place)", types.of(target))
                .addStatement(
                        "long target = frame.reserve($L, $L)", growing.size(target, env), growing.align(target, env))
                .addCode(writing.write(target, CodeBlock.of("content"), At.variable("target"), env))
                .addCode(CodeBlock.builder()
                        .addStatement("$T.putLong(at, target)", Api.MEMORY)
                        .build())
                .addStatement(lent(
                        place,
                        CodeBlock.of("$L", sizes.size(target)),
                        "update",
                        reading.read(target, At.variable("target"), env)));
        if (Ownership.of(target) != Ownership.NOTHING) {
            method.addStatement("frame.within().whenOver(() -> $L)", freeing.free(target, At.variable("target"), env));
        }
        return method;
    }

    /** What tells the frame where a place is lent, and how to put back what is left there. */
    private static CodeBlock lent(Value.MutWithin place, CodeBlock bytes, String put, CodeBlock read) {
        return CodeBlock.of(
                "frame.within().lentAt(value,$Wtarget,$W$L,$W$S,$W() -> frame.$N(value,$W$L))",
                bytes,
                Shape.spelling(place),
                put,
                read);
    }
}
