package org.rdylib.codegen.java.value;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Type;

/** Code that makes handles of the objects and closures that the library gives and lends. */
final class ObjectReading {
    private static final CodeBlock CALL = CodeBlock.of("$T.CALL", Api.FOREIGN_OBJECT);

    private final Plan plan;
    private final ClosureNames closures;

    ObjectReading(Plan plan, ClosureNames closures) {
        this.plan = plan;
        this.closures = closures;
    }

    CodeBlock object(Value.BoxedObject owned, CodeBlock at, boolean words, Env env) {
        Plan.Interface declared = plan.declared(owned.object());
        boolean usual = !words && !owned.counted() && owned.object().bounds().isEmpty();
        CodeBlock terms = usual
                ? CodeBlock.of("")
                : CodeBlock.of(
                        ",$W$L",
                        Terms.owned(false, owned.counted(), owned.object().bounds()));
        CodeBlock object = CodeBlock.of(
                "new $T($L,$W$L,$W$L,$W$L,$W$S,$W$L$L)",
                Api.FOREIGN_OBJECT,
                env.received(),
                first(owned, env),
                at,
                methods(declared),
                owned.object().name(),
                env.place(),
                terms);
        return made(declared.object(), object, owned.object().arguments(), env);
    }

    private static CodeBlock methods(Plan.Interface declared) {
        return CodeBlock.of("$T.$N", declared.object(), Plan.Interface.METHODS);
    }

    /** The first region that ends of all that an object or closure is made of. */
    static CodeBlock first(Value value, Env env) {
        return Shape.lifetimes(value).stream()
                .map(Lifetimes::name)
                .map(env::region)
                .distinct()
                .reduce((a, b) -> CodeBlock.of("$T.shortest($L, $L)", Api.REGIONS, a, b))
                .orElseThrow();
    }

    private static CodeBlock made(ClassName type, CodeBlock object, List<Lifetime> lifetimes, Env env) {
        List<CodeBlock> arguments = new ArrayList<>(List.of(object));
        lifetimes.forEach(lifetime -> arguments.add(env.region(lifetime)));
        return CodeBlock.of("new $T($L)", type, CodeBlock.join(arguments, ",$W"));
    }

    CodeBlock closure(Value.BoxedClosure owned, CodeBlock at, Env env) {
        CodeBlock object = CodeBlock.of(
                "new $T($L,$W$L,$W$L,$W$L,$W$S,$W$L,$W$L)",
                Api.FOREIGN_OBJECT,
                env.received(),
                first(owned, env),
                at,
                CALL,
                owned.callback().place(),
                env.place(),
                Terms.owned(true, owned.counted(), owned.closure().bounds()));
        return made(closures.foreign(owned.callback()), object, captured(owned.callback(), owned.closure()), env);
    }

    CodeBlock function(Value.Function function, CodeBlock address, Env env) {
        CodeBlock object = CodeBlock.of(
                "new $T($L,$W$L,$W$L,$W$S,$W$L)",
                Api.FOREIGN_FUNCTION,
                env.received(),
                first(function, env),
                address,
                function.callback().place(),
                env.place());
        return made(
                closures.foreign(function.callback()), object, captured(function.callback(), function.closure()), env);
    }

    private static List<Lifetime> captured(Callback callback, Type.Closure closure) {
        List<Lifetime> all = callback.lifetimes(closure);
        return all.subList(0, all.size() - 1);
    }

    /** What a callback is lent: it is good until that returns, or as long as what the callback may keep it for. */
    CodeBlock lent(Value.LentObject lent, CodeBlock data, CodeBlock table, Env env) {
        Plan.Interface declared = plan.declared(lent.object());
        CodeBlock object = lent(
                data,
                table,
                methods(declared),
                lent.object().name(),
                Terms.lent(false, lent.exclusive(), lent.object().bounds()),
                lent.kept(),
                env);
        return made(declared.object(), object, lent.object().arguments(), env);
    }

    CodeBlock lent(Value.Called lent, CodeBlock data, CodeBlock table, Env env) {
        CodeBlock object = lent(
                data,
                table,
                CALL,
                lent.callback().place(),
                Terms.lent(true, lent.exclusive(), lent.closure().bounds()),
                lent.kept(),
                env);
        return made(closures.foreign(lent.callback()), object, captured(lent.callback(), lent.closure()), env);
    }

    /** What the library lends for a lifetime, outside a call. */
    CodeBlock viewed(Value.ViewedObject viewed, CodeBlock data, CodeBlock table, Env env) {
        Plan.Interface declared = plan.declared(viewed.object());
        CodeBlock object = borrowed(
                viewed,
                CodeBlock.of(
                        "$L,$W$L,$W$L,$W$S",
                        data,
                        table,
                        methods(declared),
                        viewed.object().name()),
                Terms.lent(false, viewed.exclusive(), viewed.object().bounds()),
                env);
        return made(declared.object(), object, viewed.object().arguments(), env);
    }

    CodeBlock viewed(Value.ViewedClosure viewed, CodeBlock data, CodeBlock table, Env env) {
        CodeBlock object = borrowed(
                viewed,
                CodeBlock.of(
                        "$L,$W$L,$W$L,$W$S",
                        data,
                        table,
                        CALL,
                        viewed.callback().place()),
                Terms.lent(true, viewed.exclusive(), viewed.closure().bounds()),
                env);
        return made(closures.foreign(viewed.callback()), object, captured(viewed.callback(), viewed.closure()), env);
    }

    private CodeBlock borrowed(Value viewed, CodeBlock words, CodeBlock terms, Env env) {
        return CodeBlock.of(
                "$T.borrowed($L,$W$L,$W$L,$W$L,$W$L)",
                Api.FOREIGN_OBJECT,
                env.received(),
                first(viewed, env),
                words,
                env.place(),
                terms);
    }

    private CodeBlock lent(
            CodeBlock data,
            CodeBlock table,
            CodeBlock methods,
            String name,
            CodeBlock terms,
            Optional<Lifetime> kept,
            Env env) {
        CodeBlock region = kept.map(Lifetimes::name)
                .filter(env.regions()::containsKey)
                .map(env::region)
                .orElse(CodeBlock.of("region"));
        return CodeBlock.of(
                "new $T(upcall.library(),$W$L,$W$L,$W$L,$W$L,$W$S,$W$L,$W$L)",
                Api.FOREIGN_OBJECT,
                region,
                data,
                table,
                methods,
                name,
                env.place(),
                terms);
    }
}
