package org.rdylib.codegen.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.Value.Holding;

/**
 * Methods that copy Java values into a region, and give the reference or slice to pass for a lifetime. There is one for
 * each kind of reference that a user may have to make; texts the region itself makes. They are static, but where what is
 * copied may have grown in the library's copy.
 */
final class Factories {
    private final Plan plan;
    private final JavaTypes types;
    private final Marshalling marshalling;

    Factories(Plan plan, Marshalling marshalling) {
        this.plan = plan;
        this.types = new JavaTypes(plan.names());
        this.marshalling = marshalling;
    }

    /**
     * The methods.
     *
     * @param taken the names of the class's other methods
     */
    List<MethodSpec> methods(Set<String> taken) {
        Map<String, Value> wanted = new LinkedHashMap<>();
        passed().forEach(value -> forEach(value, view -> wanted.putIfAbsent(key(view), view)));
        Scope names = Scope.of(taken);
        return wanted.values().stream()
                .map(view ->
                        method(names.number(Identifiers.member(Shape.of(view).name())), view))
                .toList();
    }

    /** Everything that Java may have to make: arguments, answers of callbacks, fields. */
    private Stream<Value> passed() {
        Stream<Plan.Function> functions = Stream.concat(
                plan.exports().stream().map(Plan.Export::function),
                plan.interfaces().stream().flatMap(i -> i.methods().stream()));
        Stream<Value> arguments =
                functions.flatMap(function -> function.arguments().stream()).map(Plan.Argument::value);
        Stream<Value> answers = Stream.concat(
                plan.implemented().map(Plan.Function::result),
                plan.imports().stream().map(imported -> imported.function().result()));
        Stream<Value> fields = Stream.concat(
                        plan.structs().stream().flatMap(struct -> struct.components().stream()),
                        plan.unions().stream()
                                .flatMap(union -> union.alternatives().stream())
                                .flatMap(alternative -> alternative.components().stream()))
                .map(Plan.Component::value);
        return Stream.of(arguments, answers, fields).flatMap(values -> values);
    }

    private static void forEach(Value value, Consumer<Value> view) {
        boolean borrowed = switch (value) {
            case Value.Ref r -> r.holding() == Holding.BORROWED;
            case Value.Slice s -> s.holding() == Holding.BORROWED;
            case Value.Scalar _, Value.Unit _, Value.PlainEnum _, Value.Composite _, Value.Text _ -> false;
            case Value.Mut _, Value.MutSlice _, Value.Option _, Value.Result _, Value.Tuple _, Value.Array _ -> false;
            case Value.OwnedText _, Value.Vector _, Value.Boxed _, Value.BoxedObject _ -> false;
            case Value.Wide _, Value.MutText _, Value.Function _ -> false;
            case Value.LentObject _, Value.BoxedClosure _, Value.Opaque _, Value.Pointer _, Value.Called _ -> false;
        };
        if (borrowed) {
            view.accept(value);
        }
        Shape.parts(value).forEach(part -> forEach(part, view));
    }

    /** Lifetimes are of no account: whatever is copied into a region must outlive it, and belongs to it. */
    private static String key(Value view) {
        return Shape.of(view).name();
    }

    private MethodSpec method(String name, Value view) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .returns(types.of(view))
                .addParameter(Api.REGION, "region");
        if (!Shape.grows(view)) {
            method.addModifiers(Modifier.STATIC);
        }
        return switch (view) {
            case Value.Slice s when s.element() instanceof Value.Scalar e -> array(method, s, e);
            case Value.Slice s -> slice(method, s);
            case Value.Ref r -> reference(method, r);
            case Value other -> throw new IllegalArgumentException(other.at() + ": no view");
        };
    }

    private MethodSpec array(MethodSpec.Builder method, Value.Slice slice, Value.Scalar element) {
        TypeName array = ArrayTypeName.of(JavaTypes.inArray(element.kind()));
        Env env = env(slice.element()).at(Shape.of(slice).name());
        return method.addJavadoc("Copies values into a region, to be passed for a slice.\n")
                .addParameter(array, "values")
                .addStatement(
                        "return $T.newSlice(region,$W$L,$W$L,$W$L,$W$S)",
                        Api.SLICES,
                        Writing.checkedArray(element.kind(), CodeBlock.of("values"), env),
                        Scalars.arrays(element.kind()),
                        marshalling.reading().elements(element, env),
                        Shape.spelling(element))
                .build();
    }

    private MethodSpec slice(MethodSpec.Builder method, Value.Slice slice) {
        Env env = env(slice.element()).at(Shape.of(slice).name());
        method.addJavadoc("Copies values into a region, to be passed for a slice. What they borrow must outlive it.\n")
                .addParameter(new JavaTypes(plan.names()).listOf(slice.element()), "values");
        CodeBlock source = CodeBlock.of("elements");
        Value list = new Value.Slice(slice.lifetime(), slice.element(), Holding.COPIED, slice.type());
        method.addStatement(
                        "$T elements = $L", types.listOf(slice.element()), Shape.frozen(list, CodeBlock.of("values")))
                .addCode(held(list, source, env))
                .addCode(making(slice.element()));
        return method.addStatement(
                        "return $T.newSlice(region,$W$L,$W$L,$Welements,$W$L,$W$L,$W$S$L)",
                        Api.VIEWS,
                        plan.sizes().size(slice.element()),
                        plan.sizes().align(slice.element()),
                        marshalling.writing().writer(slice.element(), env),
                        marshalling.reading().elements(slice.element(), env),
                        Shape.spelling(slice.element()),
                        Growing.argument(slice, env))
                .build();
    }

    private MethodSpec reference(MethodSpec.Builder method, Value.Ref reference) {
        Value target = reference.target();
        Env env = env(target).at(Shape.of(reference).name());
        return method.addJavadoc(
                        "Copies a value into a region, to be passed for a reference. What it borrows must outlive"
                                + " it.\n")
                .addParameter(types.of(target), "value")
                .addCode(
                        Shape.holdsLists(target)
                                ? CodeBlock.builder()
                                        .addStatement("value = $L", Shape.frozen(target, CodeBlock.of("value")))
                                        .build()
                                : CodeBlock.of(""))
                .addCode(held(target, CodeBlock.of("value"), env))
                .addCode(making(target))
                .addStatement(
                        "return $T.newRef(region,$W$L,$W$L,$Wvalue,$W$L,$W$L,$W$S$L)",
                        Api.VIEWS,
                        plan.growing().size(target, env),
                        plan.growing().align(target, env),
                        marshalling.writing().writer(target, env),
                        marshalling.reading().reader(target, env),
                        Shape.spelling(target),
                        Growing.argument(target, env))
                .build();
    }

    private CodeBlock held(Value value, CodeBlock source, Env env) {
        CodeBlock.Builder statements = CodeBlock.builder();
        Shape.of(value)
                .lifetimes()
                .forEach(lifetime -> marshalling
                        .carrying()
                        .region(value, source, lifetime, env)
                        .ifPresent(region -> statements.addStatement(
                                "$T.requireOutlives($L,$W$L,$W$S)",
                                Api.REGIONS,
                                region,
                                "region",
                                "what is copied to outlive the region")));
        return statements.build();
    }

    /** What owned values within the copy are made with: they last as long as the region. */
    private static CodeBlock making(Value value) {
        return Ownership.of(value) == Ownership.NOTHING
                ? CodeBlock.of("")
                : CodeBlock.builder()
                        .addStatement("$1T making = $1T.in(region)", Api.MAKING)
                        .build();
    }

    private static Env env(Value value) {
        Map<String, CodeBlock> regions = new HashMap<>();
        Shape.of(value).lifetimes().forEach(lifetime -> regions.put(lifetime, CodeBlock.of("region")));
        // Whichever library it is passed to.
        regions.put(Lifetimes.DYLIB, CodeBlock.of("$T.forever()", Api.REGION));
        Scope variables = Scope.of(Set.of("region", "values", "value", "elements", "making"));
        return new Env(
                Map.copyOf(regions),
                CodeBlock.of(""),
                variables,
                CodeBlock.of(""),
                CodeBlock.of("making"),
                CodeBlock.of("library.copies()"),
                false);
    }
}
