package org.rdylib.conformance.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.Reflection;
import org.rdylib.conformance.regions.Step.Value;
import org.rdylib.loader.Mut;
import org.rdylib.loader.MutScalarSlice;
import org.rdylib.loader.Pair;
import org.rdylib.loader.RdylibException;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.Slice;
import org.rdylib.loader.Text;

/**
 * Runs programs in Java.
 *
 * @param stubs where the generated classes are
 * @param library an instance of the interface of the library
 */
record JavaRun(ClassLoader stubs, Object library) {

    static JavaRun of(ClassLoader stubs, Path plugin) throws ReflectiveOperationException {
        Class<?> type = stubs.loadClass(RandomLibrary.PACKAGE + ".Sample");
        return new JavaRun(stubs, type.getMethod("load", Path.class).invoke(null, plugin));
    }

    /** What Java passes there. */
    RustText.Passing passing(RustText.Argument argument) {
        Type type = method(argument.function()).getGenericParameterTypes()[argument.index()];
        if (type == String.class || isOfStrings(type)) {
            return RustText.Passing.COPY_OF_TEXTS;
        }
        boolean isLent = switch (argument.function().parameters().get(argument.index())) {
            case Shape.Deep _ -> isOf(type, Ref.class);
            case Shape.Texts _ -> isOf(type, Slice.class);
            case Shape _ -> true;
        };
        return isLent ? RustText.Passing.ITSELF : RustText.Passing.COPY;
    }

    private static boolean isOfStrings(Type type) {
        return type instanceof ParameterizedType many && many.getActualTypeArguments()[0] == String.class;
    }

    private static boolean isOf(Type type, Class<?> generic) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == generic;
    }

    /** Whether Java is given a copy of the text that a closure is given there. */
    boolean isGivenCopied(RustText.Argument argument) {
        Class<?> closure = method(argument.function()).getParameterTypes()[argument.index()];
        return List.of(Reflection.only(closure).getParameterTypes()).contains(String.class);
    }

    /** Runs a program; what refuses it, if anything does. */
    Optional<RdylibException> refusal(List<Step> program) {
        Values values = new Values();
        Deque<Region> regions = new ArrayDeque<>();
        try {
            for (Step step : program) {
                run(step, values, regions);
            }
            return Optional.empty();
        } catch (RdylibException refused) {
            return Optional.of(refused);
        } finally {
            regions.forEach(Region::close);
        }
    }

    private void run(Step step, Values values, Deque<Region> regions) {
        switch (step) {
            case Step.Open(int text) -> {
                regions.push(Region.open());
                values.put(text, regions.getFirst().text("text"));
            }
            case Step.Bytes(Value made) -> values.put(made.number(), new byte[4]);
            case Step.Literal(int text) -> values.put(text, Region.forever().text("text"));
            case Step.Put(Value text, Value made) ->
                values.put(made.number(), put((Text) values.get(text), made.kind(), regions.getFirst()));
            case Step.End _ -> {
                regions.getFirst().close();
                regions.pop();
            }
            case Step.Read(Value value) -> assertThat(text(values.get(value))).isIn("text", "word");
            case Step.Close(Value object) -> {
                run(Step.use(RandomLibrary.use("peek", object.type()), object, List.of()), values);
                Reflection.invoke(
                        Reflection.method(type(object.type().toString()), "close"), Optional.of(values.get(object)));
            }
            case Step.Call call -> run(call, values);
        }
    }

    private void run(Step.Call call, Values values) {
        Function function = call.function();
        Type[] types = method(function).getGenericParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = switch (call.arguments().get(i)) {
                case Value value -> adapted(values.get(value), types[i]);
                case Step.Placed placed -> Mut.of(values.get(placed.text()));
                case Step.Lambda lambda -> closure((Class<?>) types[i], lambda, values);
                case Step.Own own -> own((Class<?>) types[i], own, values);
                case Step.Ringed(Value bell, Value text) -> made("Ring", values.get(bell), values.get(text));
            };
        }
        Object answer = call(function, call.object().map(values::get).orElse(library), arguments);
        if (answer instanceof Pair<?, ?>(Object first, Object second)) {
            values.put(call.results().getFirst(), first);
            values.put(call.results().getLast(), second);
        } else if (!call.results().isEmpty()) {
            boolean isSlice = function.result() instanceof Shape.Boxes;
            values.put(call.results().getFirst(), isSlice ? ((List<?>) answer).getFirst() : answer);
        }
        for (int i = 0; i < arguments.length; i++) {
            if (call.arguments().get(i) instanceof Step.Placed placed) {
                values.put(placed.left(), ((Mut<?>) arguments[i]).get());
            }
        }
    }

    private Object put(Text text, Step.Kind kind, Region region) {
        boolean isRef = kind == Step.Kind.REF;
        return Reflection.invoke(
                Reflection.method(type("Sample"), isRef ? "refToView" : "sliceOfText"),
                Optional.empty(),
                region,
                isRef ? view(text) : List.of(text));
    }

    private Object closure(Class<?> type, Step.Lambda lambda, Values values) {
        Method called = Reflection.only(type);
        return implementing(type, (_, method, arguments) -> {
            assertThat(method).isEqualTo(called);
            lambda.steps().forEach(step -> run(step, values, new ArrayDeque<>()));
            lambda.escaped().ifPresent(value -> values.put(value, arguments[0]));
            return method.getReturnType() == void.class
                    ? null
                    : lambda.answer().map(values::get).orElseGet(() -> arguments[0]);
        });
    }

    private Object own(Class<?> type, Step.Own own, Values values) {
        return implementing(type, (_, method, arguments) -> switch (method.getName()) {
            case "take" -> values.get(own.text());
            case "put" -> {
                values.put(own.left(), arguments[0]);
                yield null;
            }
            case "close" -> null;
            default -> method.invoke(own, arguments);
        });
    }

    /** Something of Java's whose methods do what is said, but for those that its type has code for. */
    private Object implementing(Class<?> type, InvocationHandler methods) {
        return Proxy.newProxyInstance(
                stubs,
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : methods.invoke(proxy, method, arguments));
    }

    /** A value as a parameter takes it. */
    private Object adapted(Object value, Type type) {
        return switch (value) {
            case Text text when type == String.class -> text.toString();
            case Text text when type == Text.class -> text;
            case Text text when type instanceof ParameterizedType -> adapted(Optional.of(text), type);
            case Ref<?> ref when type instanceof ParameterizedType -> ref;
            case Ref<?> ref -> ref.get();
            case Slice<?> slice
            when isOf(type, List.class) && isOfStrings(type) ->
                slice.stream().map(Object::toString).toList();
            case Slice<?> slice -> slice;
            case Text text -> view(text);
            case Optional<?> option when isOfStrings(type) -> option.map(Object::toString);
            case Optional<?> option -> option;
            case Object object when isOf(type, Optional.class) -> Optional.of(object);
            case Object object when type instanceof ParameterizedType -> List.of(object);
            case Object other -> other;
        };
    }

    private Object view(Text text) {
        return made("View", text);
    }

    private Object made(String type, Object... parts) {
        try {
            return type(type).getConstructors()[0].newInstance(parts);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type, e);
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case Optional<?> option -> text(option.orElseThrow());
            case Ref<?> ref -> text(ref.get());
            case Slice<?> slice -> text(slice.getFirst());
            case MutScalarSlice<?, ?> room -> written(room);
            case Record view -> text(Reflection.invoke(Reflection.method(view.getClass(), "text"), Optional.of(view)));
            case Object text -> text.toString();
        };
    }

    /** Writes what is there already. */
    private static <T> String written(MutScalarSlice<T, ?> room) {
        room.set(0, room.getFirst());
        return new String((byte[]) room.toPrimitiveArray(), StandardCharsets.UTF_8);
    }

    private Object call(Function function, Object target, Object... arguments) {
        return Reflection.invoke(method(function), Optional.of(target), arguments);
    }

    /** The one that does not ask for regions that nothing decides. */
    private Method method(Function function) {
        return Arrays.stream(type(function.isMethod() ? "Cell" : "Sample").getMethods())
                .filter(method -> method.getName().equals(function.name()))
                .filter(method ->
                        method.getParameterCount() == function.parameters().size())
                .findFirst()
                .orElseThrow();
    }

    private Class<?> type(String name) {
        try {
            return stubs.loadClass(RandomLibrary.PACKAGE + "." + name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }
}
