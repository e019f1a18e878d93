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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
            call(export.name(), export.signature(), method, region);
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
     * @param isLeak whether something was not freed that was given away
     */
    record Report(String text, boolean isLeak) {}

    /** Calls an export while the plugin misbehaves at one place. */
    Misbehaviour misbehave(Export export, String what) {
        mismatches = new Mismatches();
        Throwable thrown = new AssertionError("nothing was thrown");
        try (Region region = Region.open();
                Arena arena = Arena.ofConfined()) {
            spoil.invokeExact(arena.allocateFrom(what));
            call(export.name(), export.signature(), Reflection.method(stubs, javaName(export.name())), region);
        } catch (Throwable e) {
            thrown = e;
        }
        List<Report> reports = report().lines()
                .filter(line -> line.contains("freed"))
                .map(line -> new Report(line, line.contains(" freed\t\t")))
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

    private void call(String path, Signature signature, Method method, Region region) {
        JavaMaker maker = new JavaMaker(stubs, region);
        List<Object> arguments = new ArrayList<>();
        for (int i = 0; i < signature.parameters().size(); i++) {
            Parameter p = signature.parameters().get(i);
            String place = path + "(" + Boundary.name(p, i) + ")";
            Type type = method.getGenericParameterTypes()[i];
            arguments.add(Boundary.closure(p.type())
                    .map(c -> answering(
                            JavaMaker.raw(type),
                            (called, given) -> answer(place, c.signature(), called, given, region)))
                    .orElseGet(() -> maker.make(data.of(p.type(), place), type)));
        }
        Object result = Reflection.invoke(method, Optional.of(library), arguments.toArray());
        for (int i = 0; i < arguments.size(); i++) {
            Parameter p = signature.parameters().get(i);
            String place = path + "(" + Boundary.name(p, i) + ")";
            Object argument = arguments.get(i);
            Boundary.exclusive(p.type()).ifPresent(r -> mismatches.see(data.after(r, place), argument));
        }
        if (method.getReturnType() != void.class) {
            mismatches.see(data.of(signature.result(), path + "()"), result);
        }
    }

    /** What Java does that is called by the plugin: an import or a closure. */
    private @Nullable Object answer(
            String path, Signature signature, Method method, Object[] arguments, Region region) {
        JavaMaker maker = new JavaMaker(stubs, region);
        for (int i = 0; i < arguments.length; i++) {
            Parameter p = signature.parameters().get(i);
            String place = path + "(" + Boundary.name(p, i) + ")";
            mismatches.see(data.of(p.type(), place), arguments[i]);
            Object argument = arguments[i];
            Type type = method.getGenericParameterTypes()[i];
            Boundary.exclusive(p.type()).ifPresent(r -> leave(maker.make(data.after(r, place), type), argument));
        }
        return method.getReturnType() == void.class
                ? null
                : maker.make(data.of(signature.result(), path + "()"), method.getGenericReturnType());
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
            String place = path + "(" + Boundary.name(p, i) + ")";
            Boundary.closure(p.type())
                    .ifPresentOrElse(
                            c -> expect(place, c.signature()), () -> mismatches.expect(data.of(p.type(), place)));
            Boundary.exclusive(p.type()).ifPresent(r -> mismatches.expect(data.after(r, place)));
        }
        mismatches.expect(data.of(signature.result(), path + "()"));
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
