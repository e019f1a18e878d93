package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;

/** Code that makes views of what the library answers with as {@code &mut}, which know how it is read and how it is replaced. */
final class MutReading {
    private final Sizes sizes;
    private final Reading reading;
    private final Writing writing;

    MutReading(Sizes sizes, Reading reading, Writing writing) {
        this.sizes = sizes;
        this.reading = reading;
        this.writing = writing;
    }

    /** The expression for a view of one or two words. */
    CodeBlock view(Value.MutViewed view, CodeBlock first, CodeBlock second, Env env) {
        return switch (view.content()) {
            case Value.Text t ->
                CodeBlock.of(
                        "$T.text($L,$W$L,$W$L,$W$L)",
                        Api.MUT_VIEWS,
                        env.region(t.lifetime()),
                        first,
                        second,
                        env.place());
            case Value.Ref r ->
                CodeBlock.of(
                        "$T.ref($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$S)",
                        Api.MUT_VIEWS,
                        env.region(r.lifetime()),
                        first,
                        sizes.align(r.target()),
                        reading.reader(r.target(), env),
                        replacing(r.target(), env),
                        env.place(),
                        Shape.spelling(r.target()));
            case Value.Slice s
            when s.element() instanceof Value.Scalar e ->
                CodeBlock.of(
                        "$T.scalars($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$S)",
                        Api.MUT_VIEWS,
                        env.region(s.lifetime()),
                        first,
                        second,
                        Scalars.arrays(e.kind()),
                        reading.elements(e, env),
                        replacing(e, env),
                        env.place(),
                        Shape.spelling(e));
            case Value.Slice s ->
                CodeBlock.of(
                        "$T.slice($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$S)",
                        Api.MUT_VIEWS,
                        env.region(s.lifetime()),
                        first,
                        second,
                        sizes.size(s.element()),
                        sizes.align(s.element()),
                        reading.elements(s.element(), env),
                        replacing(s.element(), env),
                        env.place(),
                        Shape.spelling(s.element()));
            case Value other -> throw new IllegalArgumentException(other.at() + ": not behind a reference");
        };
    }

    /** What replaces a value: a number is written at once, or refused before. */
    private CodeBlock replacing(Value target, Env env) {
        CodeBlock writer = writing.writer(target, env);
        return target instanceof Value.Scalar || target instanceof Value.PlainEnum
                ? CodeBlock.of("$T.number($L,$W$L)", Api.REPLACING, writer, env.place())
                : CodeBlock.of("$T.whole($L,$W$L,$W$L)", Api.REPLACING, sizes.size(target), writer, env.place());
    }
}
