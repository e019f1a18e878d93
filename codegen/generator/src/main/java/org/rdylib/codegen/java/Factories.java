package org.rdylib.codegen.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.Identifiers;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.plan.Value.Holding;
import org.rdylib.codegen.java.value.Carrying;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Nulls;
import org.rdylib.codegen.java.value.Scalars;
import org.rdylib.codegen.java.value.Writing;

/**
 * Methods that copy Java values into a region, and give the reference or slice to pass for a lifetime. There is one for
 * each kind of reference that a user may have to make; texts the region itself makes. They are static methods of the
 * library's interface, but where what is copied may have grown in the library's copy.
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

    /** Those of the library's interface; the stub implements what depends on the library's copy. */
    List<MethodSpec> declarations() {
        return wanted().entrySet().stream()
                .map(named -> declaration(named.getKey(), named.getValue()))
                .toList();
    }

    /** Those that the stub implements. */
    List<MethodSpec> implementations() {
        return wanted().entrySet().stream()
                .filter(named -> Shape.grows(named.getValue()))
                .map(named -> signature(named.getKey(), named.getValue())
                        .addAnnotation(Override.class)
                        .addCode(body(named.getKey(), named.getValue()))
                        .build())
                .toList();
    }

    private MethodSpec declaration(String name, Value view) {
        MethodSpec.Builder method = signature(name, view).addJavadoc(doc(view));
        return Shape.grows(view)
                ? method.addModifiers(Modifier.ABSTRACT).build()
                : method.addModifiers(Modifier.STATIC).addCode(body(name, view)).build();
    }

    private Map<String, Value> wanted() {
        Map<String, Value> views = new LinkedHashMap<>();
        passed().forEach(value -> forEach(value, view -> views.putIfAbsent(key(view), view)));
        Scope names = Scope.of(plan.methods());
        Map<String, Value> wanted = new LinkedHashMap<>();
        views.forEach((key, view) -> wanted.put(names.number(Identifiers.member(key)), view));
        return wanted;
    }

    /** Everything that Java may have to make: arguments, answers of callbacks, fields. */
    private Stream<Value> passed() {
        Stream<Plan.Function> functions = Stream.concat(
                plan.exports().stream().map(Plan.Export::function),
                plan.interfaces().stream().flatMap(i -> i.methods().stream()));
        Stream<Value> arguments =
                functions.flatMap(function -> function.arguments().stream()).map(Argument::value);
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
            case Value.Wide _, Value.MutText _, Value.MutWithin _, Value.MutViewed _, Value.Function _ -> false;
            case Value.LentObject _, Value.BoxedClosure _, Value.Opaque _, Value.Pointer _, Value.Called _ -> false;
            case Value.ViewedObject _, Value.ViewedClosure _ -> false;
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

    private MethodSpec.Builder signature(String name, Value view) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .returns(types.of(view))
                .addParameter(Api.REGION, "region");
        return switch (view) {
            case Value.Slice s
            when s.element() instanceof Value.Scalar e ->
                method.addParameter(ArrayTypeName.of(JavaTypes.inArray(e.kind())), "values");
            case Value.Slice s -> method.addParameter(types.listOf(s.element()), "values");
            case Value.Ref r -> method.addParameter(types.of(r.target()), "value");
            case Value other -> throw noView(other);
        };
    }

    private static CodeBlock doc(Value view) {
        return switch (view) {
            case Value.Slice s
            when s.element() instanceof Value.Scalar ->
                CodeBlock.of("Copies values into a region, to be passed for a slice.\n");
            case Value.Slice _ ->
                CodeBlock.of(
                        "Copies values into a region, to be passed for a slice. What they borrow must outlive it.\n");
            case Value.Ref _ ->
                CodeBlock.of("Copies a value into a region, to be passed for a reference. What it borrows must outlive"
                        + " it.\n");
            case Value other -> throw noView(other);
        };
    }

    private CodeBlock body(String name, Value view) {
        CodeBlock region = Nulls.refuse("region", name + "(region)");
        CodeBlock made = switch (view) {
            case Value.Slice s when s.element() instanceof Value.Scalar e -> array(name + "(values)", s, e);
            case Value.Slice s -> slice(name + "(values)", s);
            case Value.Ref r -> reference(name + "(value)", r);
            case Value other -> throw noView(other);
        };
        return CodeBlock.of("$L$L", region, made);
    }

    private static IllegalArgumentException noView(Value value) {
        return new IllegalArgumentException(value.at() + ": no view");
    }

    private CodeBlock array(String place, Value.Slice slice, Value.Scalar element) {
        Env env = env(slice.element()).at(place);
        return CodeBlock.builder()
                .add(Nulls.refuse("values", place))
                .addStatement(
                        "return $T.newSlice(region,$W$L,$W$L,$W$L,$W$S)",
                        Api.SLICES,
                        Writing.checkedArray(element.kind(), CodeBlock.of("values"), env),
                        Scalars.arrays(element.kind()),
                        marshalling.reading().elements(element, env),
                        Shape.spelling(element))
                .build();
    }

    private CodeBlock slice(String place, Value.Slice slice) {
        Env env = env(slice.element()).at(place);
        CodeBlock source = CodeBlock.of("elements");
        Value list = new Value.Slice(slice.lifetime(), slice.element(), Holding.COPIED, slice.type());
        return CodeBlock.builder()
                .addStatement(
                        "$T elements = $L",
                        types.listOf(slice.element()),
                        Shape.frozen(list, CodeBlock.of("values"), env.place()))
                .add(held(list, source, env))
                .add(making(slice.element()))
                .addStatement(
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

    private CodeBlock reference(String place, Value.Ref reference) {
        Value target = reference.target();
        Env env = env(target).at(place);
        CodeBlock.Builder body = CodeBlock.builder();
        if (Shape.holdsLists(target)) {
            body.addStatement("value = $L", Shape.frozen(target, CodeBlock.of("value"), env.place()));
        } else if (Nulls.isObject(target)) {
            body.add(Nulls.refuse("value", place));
        }
        return body.add(held(target, CodeBlock.of("value"), env))
                .add(making(target))
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
                        .ifPresent(region -> statements.add(Carrying.requireOutlives(
                                region, CodeBlock.of("region"), "what is copied to outlive the region"))));
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
