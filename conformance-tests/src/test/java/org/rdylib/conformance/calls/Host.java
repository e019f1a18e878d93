package org.rdylib.conformance.calls;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rdylib.conformance.Reflection;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;

/**
 * A host of a plugin, which calls its exports through generated stubs, and is called back. What the plugin has to report
 * is asked of it beside the stubs.
 */
@SuppressWarnings("restricted") // it is a host
final class Host {

    private final Data data;
    private final Class<?> stubs;
    private final Object library;
    private final MethodHandle report;
    private final MethodHandle settle;
    private final MethodHandle spoil;
    private final MethodHandle spoiled;
    private final MemorySegment reported = Arena.ofAuto().allocate(1 << 16);
    private final Map<String, Import> imports;
    private final Map<String, Object> functions = new HashMap<>();
    private Mismatches mismatches = new Mismatches();

    /**
     * Loads a plugin.
     *
     * @param stubs the generated class of the library
     */
    Host(Data data, Class<?> stubs, Path plugin) {
        this.data = data;
        this.stubs = stubs;
        Descriptor descriptor = data.descriptor().descriptor();
        this.imports = descriptor.imports().stream().collect(Collectors.toMap(Import::name, i -> i));
        this.library = load(plugin);
        SymbolLookup symbols = SymbolLookup.libraryLookup(plugin, Arena.global());
        this.report = function(
                symbols,
                "places_report",
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
        this.settle = function(symbols, "places_settle", FunctionDescriptor.ofVoid());
        this.spoil = function(symbols, "places_spoil", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        this.spoiled = function(symbols, "places_spoiled", FunctionDescriptor.of(ValueLayout.JAVA_LONG));
    }

    private static MethodHandle function(SymbolLookup symbols, String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), shape);
    }

    private Object load(Path plugin) {
        try {
            if (imports.isEmpty()) {
                return stubs.getMethod("load", Path.class).invoke(null, plugin);
            }
            Class<?> type = stubs.getClassLoader().loadClass(stubs.getName() + "$Imports");
            return stubs.getMethod("load", Path.class, type)
                    .invoke(null, plugin, answering(type, (method, arguments) -> {
                        Import called = Optional.ofNullable(imports.get(method.getName()))
                                .orElseThrow();
                        return answer(called.name(), called.signature(), method, arguments, Region.forever());
                    }));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("loading " + plugin, e);
        }
    }

    /** Calls an export, and gives back everything that was not in its place. */
    Mismatches call(Export export) {
        mismatches = new Mismatches();
        Method method = Reflection.method(stubs, javaName(export.name()));
        try (Region region = Region.open()) {
            if (Boundary.isCaller(export)) {
                Import called = Boundary.called(export, data.descriptor().descriptor());
                expect(called.name(), called.signature());
            } else {
                expect(export.name(), export.signature());
            }
            call(export.name(), export.signature(), method, library, region);
        } catch (Throwable e) {
            mismatches.thrown(export.name(), e);
        }
        report().lines().forEach(mismatches::reported);
        return mismatches;
    }

    /** What is called. */
    List<Export> exports() {
        return data.descriptor().descriptor().exports();
    }

    Data data() {
        return data;
    }

    /**
     * What came of a call in which the plugin misbehaved.
     *
     * @param thrown what the call threw; an {@link AssertionError} if nothing
     * @param times how many times the plugin misbehaved
     * @param reports what the plugin has to say of its memory
     */
    record Misbehaviour(Throwable thrown, long times, List<Report> reports) {}

    /**
     * A line of a plugin.
     *
     * @param isLeak whether something was not freed, or not dropped, that was given away
     */
    record Report(String text, boolean isLeak) {}

    /** Calls an export while the plugin misbehaves at one place. */
    Misbehaviour misbehave(Export export, String what) {
        mismatches = new Mismatches();
        Throwable thrown = new AssertionError("nothing was thrown");
        try (Region region = Region.open();
                Arena arena = Arena.ofConfined()) {
            spoil.invokeExact(arena.allocateFrom(what));
            call(export.name(), export.signature(), Reflection.method(stubs, javaName(export.name())), library, region);
        } catch (Throwable e) {
            thrown = e;
        }
        List<Report> reports = report().lines()
                .filter(line -> line.contains("freed") || line.contains("dropped"))
                .map(line -> new Report(line, line.matches(".* (freed|dropped)\t\t.*")))
                .toList();
        try (Arena arena = Arena.ofConfined()) {
            long times = (long) spoiled.invokeExact();
            spoil.invokeExact(arena.allocateFrom(""));
            return new Misbehaviour(thrown, times, reports);
        } catch (Throwable e) {
            throw new LinkageError("the plugin cannot misbehave", e);
        }
    }

    /** What the plugin has seen since the last time. */
    private String report() {
        try {
            settle.invokeExact();
            long length = (long) report.invokeExact(reported, reported.byteSize());
            return new String(reported.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        } catch (Throwable e) {
            throw new LinkageError("the plugin does not report", e);
        }
    }

    /** Calls a function of the plugin's. */
    private void call(String path, Signature signature, Method method, Object target, Region region) {
        JavaMaker maker = new JavaMaker(stubs, Optional.of(library), region);
        List<Object> arguments = new ArrayList<>();
        List<Parameter> parameters = signature.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            String place = Data.place(p, i, path);
            Type type = method.getGenericParameterTypes()[i];
            arguments.add(data.code(p.type(), place)
                    .map(code -> give(code, type, region))
                    .orElseGet(() -> maker.make(data.of(p.type(), place), type)));
        }
        Object result = Reflection.invoke(method, Optional.of(target), arguments.toArray());
        for (int i = 0; i < arguments.size(); i++) {
            String place = Data.place(parameters.get(i), i, path);
            Object argument = arguments.get(i);
            org.rdylib.spec.Type passed = parameters.get(i).type();
            Boundary.exclusive(passed).ifPresent(r -> mismatches.see(data.after(r, place), argument));
            if (Boundary.lendsWithin(passed, data.descriptor())) {
                mismatches.see(data.after().of(passed, place), argument);
            }
        }
        if (method.getReturnType() != void.class) {
            take(signature.result(), path + "()", result, method.getGenericReturnType());
        }
    }

    /** Looks at what the plugin gave; what can be called is called, and dropped where it is Java's. */
    private void take(org.rdylib.spec.Type type, String place, Object came, Type java) {
        data.code(type, place)
                .ifPresentOrElse(
                        code -> use(code, came, JavaMaker.raw(java)), () -> mismatches.see(data.of(type, place), came));
    }

    private void use(Code code, Object came, Class<?> type) {
        for (Code.Entry entry : code.callable()) {
            Method method = code.isObject() ? Reflection.method(type, entry.name()) : Reflection.only(type);
            // Java may be in a call of an import, for which it lends for ever.
            try (Region passed = Region.open()) {
                call(entry.path(), entry.signature(), method, came, passed);
            }
        }
        if (code.holder().isOwner()) {
            Reflection.invoke(Reflection.method(type, "close"), Optional.of(came));
        }
    }

    /** Something of Java's that the plugin may call. A function can be called for ever, so there is one for a place. */
    private Object give(Code code, Type java, Region region) {
        Class<?> type = JavaMaker.raw(java);
        Answer answer = (method, arguments) -> {
            Code.Entry entry = code.entries().stream()
                    .filter(e -> !code.isObject() || e.name().equals(method.getName()))
                    .findFirst()
                    .orElseThrow();
            return answer(entry.path(), entry.signature(), method, arguments, region);
        };
        return code.holder() == Code.Holder.FUNCTION
                ? functions.computeIfAbsent(code.path(), _ -> answering(type, answer))
                : answering(type, answer);
    }

    /** What Java does that is called by the plugin: an import, a function, a closure or an object's method. */
    private @Nullable Object answer(
            String path, Signature signature, Method method, Object[] arguments, Region region) {
        JavaMaker maker = new JavaMaker(stubs, Optional.of(library), region);
        for (int i = 0; i < arguments.length; i++) {
            Parameter p = signature.parameters().get(i);
            String place = Data.place(p, i, path);
            Object argument = arguments[i];
            Type type = method.getGenericParameterTypes()[i];
            take(p.type(), place, argument, type);
            Boundary.exclusive(p.type()).ifPresent(r -> leave(maker.make(data.after(r, place), type), argument));
        }
        if (method.getReturnType() == void.class) {
            return null;
        }
        String place = path + "()";
        Type type = method.getGenericReturnType();
        return data.code(signature.result(), place)
                .map(code -> give(code, type, region))
                .orElseGet(() -> maker.make(data.of(signature.result(), place), type));
    }

    @SuppressWarnings("unchecked") // both are of the one type of that parameter
    private static void leave(Object from, Object into) {
        if (into instanceof Mut<?> mut) {
            ((Mut<Object>) mut).set(((Mut<Object>) from).get());
        } else {
            System.arraycopy(from, 0, into, 0, Array.getLength(into));
        }
    }

    /** Everything that belongs somewhere in a call. */
    private void expect(String path, Signature signature) {
        for (int i = 0; i < signature.parameters().size(); i++) {
            Parameter p = signature.parameters().get(i);
            String place = Data.place(p, i, path);
            expect(p.type(), place);
            Boundary.exclusive(p.type()).ifPresent(r -> mismatches.expect(data.after(r, place)));
            if (Boundary.lendsWithin(p.type(), data.descriptor())) {
                mismatches.expect(data.after().of(p.type(), place));
            }
        }
        expect(signature.result(), path + "()");
    }

    private void expect(org.rdylib.spec.Type type, String place) {
        data.code(type, place)
                .ifPresentOrElse(
                        code -> code.callable().forEach(e -> expect(e.path(), e.signature())),
                        () -> mismatches.expect(data.of(type, place)));
    }

    /** What a call of a Java object does. */
    private interface Answer {
        @Nullable
        Object of(Method method, Object[] arguments);
    }

    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself
    private static Object answering(Class<?> type, Answer answer) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type.getName();
                    case "close" -> null;
                    default -> answer.of(method, Optional.ofNullable(arguments).orElseGet(() -> new Object[0]));
                });
    }

    /** {@code call_i3} is {@code callI3} in Java. */
    private static String javaName(String name) {
        return Pattern.compile("_(.)").matcher(name).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }
}
