package org.rdylib.conformance.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.Reflection;
import org.rdylib.conformance.regions.Step.Value;
import org.rdylib.loader.Pair;
import org.rdylib.loader.RdylibException;
import org.rdylib.loader.Region;
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

    /** Whether Java passes a copy of a text there. */
    boolean isCopied(RustText.Argument argument) {
        Type type = method(argument.function()).getGenericParameterTypes()[argument.index()];
        return type == String.class
                || (type instanceof ParameterizedType option && option.getActualTypeArguments()[0] == String.class);
    }

    /** Runs a program; what refuses it, if anything does. */
    Optional<RdylibException> refusal(List<Step> program) {
        List<Object> values = new ArrayList<>();
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

    private void run(Step step, List<Object> values, Deque<Region> regions) {
        switch (step) {
            case Step.Open(int text) -> {
                regions.push(Region.open());
                values.add(text, regions.getFirst().text("text"));
            }
            case Step.End _ -> {
                regions.getFirst().close();
                regions.pop();
            }
            case Step.Read(Value value) ->
                assertThat(text(values.get(value.number()))).isIn("text", "word");
            case Step.Close(Value object) -> {
                Object closed = values.get(object.number());
                call(RandomLibrary.PEEK, closed);
                Reflection.invoke(Reflection.method(type("Cell"), "close"), Optional.of(closed));
            }
            case Step.Call call -> run(call, values);
        }
    }

    private void run(Step.Call call, List<Object> values) {
        Function function = call.function();
        Type[] types = method(function).getGenericParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < arguments.length; i++) {
            Value value = call.arguments().get(i);
            arguments[i] = adapted(values.get(value.number()), types[i]);
        }
        Object answer = call(
                function,
                call.object().map(object -> values.get(object.number())).orElse(library),
                arguments);
        if (answer instanceof Pair<?, ?>(Object first, Object second)) {
            values.addAll(List.of(first, second));
        } else if (!call.results().isEmpty()) {
            values.add(answer);
        }
    }

    /** A value as a parameter takes it. */
    private Object adapted(Object value, Type type) {
        return switch (value) {
            case Text text when type == String.class -> text.toString();
            case Text text when type == Text.class -> text;
            case Text text when type instanceof ParameterizedType -> adapted(Optional.of(text), type);
            case Text text -> view(text);
            case Optional<?> option
            when type instanceof ParameterizedType of && of.getActualTypeArguments()[0] == String.class ->
                option.map(Object::toString);
            case Optional<?> option -> option;
            case Object object when type instanceof ParameterizedType -> List.of(object);
            case Object other -> other;
        };
    }

    private Object view(Text text) {
        try {
            return type("View").getConstructor(Text.class).newInstance(text);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("View", e);
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case Optional<?> option -> text(option.orElseThrow());
            case Record view -> text(Reflection.invoke(Reflection.method(view.getClass(), "text"), Optional.of(view)));
            case Object text -> text.toString();
        };
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
