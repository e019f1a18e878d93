package org.rdylib.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import org.rdylib.benchmarks.calls.Calls;
import org.rdylib.benchmarks.calls.Point;

/**
 * The same calls by the foreign-function API, as somebody writes them who wants them fast and knows that one thread will
 * make them: handles that are bound and constant, memory that is used again, and nothing checked but failures.
 */
final class ByHand {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup(Natives.library(), Arena.global());
    private static final AddressLayout UNBOUNDED =
            ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));
    private static final MemoryLayout POINT =
            MemoryLayout.structLayout(JAVA_DOUBLE.withName("x"), JAVA_DOUBLE.withName("y"));

    private static final MethodHandle ADD = bound("calls_add", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle ADD_CHECKED =
            bound("calls_add_checked", FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle ADD_LEAF =
            bound("calls_add_leaf", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.critical(false));
    private static final MethodHandle MIRROR = bound("calls_mirror", FunctionDescriptor.of(POINT, POINT));
    private static final MethodHandle NORM = bound("calls_norm", FunctionDescriptor.of(JAVA_DOUBLE, ADDRESS));
    private static final MethodHandle SPACES =
            bound("calls_spaces", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    private static final MethodHandle MOTTO = bound("calls_motto", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle TRANSLATE =
            bound("calls_translate", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    private static final MethodHandle EACH =
            bound("calls_each", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle METHOD =
            LINKER.downcallHandle(FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));

    private static final VarHandle X = POINT.varHandle(PathElement.groupElement("x"));
    private static final VarHandle Y = POINT.varHandle(PathElement.groupElement("y"));

    private static final MemorySegment OUT = Arena.global().allocate(64, 8);
    private static final MemorySegment IN = Arena.global().allocate(1024, 8);
    private static final SegmentAllocator INTO_OUT = SegmentAllocator.prefixAllocator(OUT);

    /** What the upcall stub calls: a static final field, as fast as it can be. */
    private static final Calls.EachVisit VISIT = value -> value + 1;

    private static final MemorySegment VISIT_TABLE = visitTable();
    private static final MemorySegment COUNTER = counter();

    private ByHand() {}

    private static MethodHandle bound(String symbol, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LIBRARY.find(symbol).orElseThrow(), shape, options);
    }

    private static MemorySegment visitTable() {
        try {
            MethodHandle visited = MethodHandles.lookup()
                    .findStatic(
                            ByHand.class,
                            "visited",
                            MethodType.methodType(
                                    MemorySegment.class, MemorySegment.class, int.class, MemorySegment.class));
            MemorySegment stub = LINKER.upcallStub(
                    visited,
                    FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS.withTargetLayout(ValueLayout.JAVA_INT)),
                    Arena.global());
            MemorySegment table = Arena.global().allocate(48, 8);
            table.set(JAVA_LONG, 32, 1);
            table.set(ADDRESS, 40, stub);
            return table;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("visited", e);
        }
    }

    @SuppressWarnings("unused") // by the stub
    private static MemorySegment visited(MemorySegment data, int value, MemorySegment out) {
        out.set(JAVA_INT, 0, VISIT.call(value));
        return MemorySegment.NULL;
    }

    private static MemorySegment counter() {
        try {
            MemorySegment made = Arena.global().allocate(16, 8);
            MethodHandle counter = bound("calls_counter", FunctionDescriptor.of(ADDRESS, ADDRESS));
            check((MemorySegment) counter.invokeExact(made));
            return made;
        } catch (Throwable e) {
            throw new LinkageError("counter", e);
        }
    }

    /** Where the cells, the numbers or the like of the library are. */
    static MemorySegment slice(String symbol, long stride) {
        try {
            MethodHandle handle = bound(symbol, FunctionDescriptor.of(ADDRESS, ADDRESS));
            check((MemorySegment) handle.invokeExact(OUT));
            return MemorySegment.ofAddress(OUT.get(JAVA_LONG, 0)).reinterpret(OUT.get(JAVA_LONG, 8) * stride);
        } catch (Throwable e) {
            throw new LinkageError(symbol, e);
        }
    }

    private static void check(MemorySegment failure) {
        if (failure.address() != 0) {
            throw new IllegalStateException("failed");
        }
    }

    static int add(int a, int b) throws Throwable {
        return (int) ADD.invokeExact(a, b);
    }

    static int addLeaf(int a, int b) throws Throwable {
        return (int) ADD_LEAF.invokeExact(a, b);
    }

    static int addChecked(int a, int b) throws Throwable {
        check((MemorySegment) ADD_CHECKED.invokeExact(a, b, OUT));
        return OUT.get(JAVA_INT, 0);
    }

    static Point mirror(Point p) throws Throwable {
        X.set(IN, 0L, p.x());
        Y.set(IN, 0L, p.y());
        MemorySegment mirrored = (MemorySegment) MIRROR.invokeExact(INTO_OUT, IN);
        return new Point((double) X.get(mirrored, 0L), (double) Y.get(mirrored, 0L));
    }

    static double norm(Point p) throws Throwable {
        X.set(IN, 0L, p.x());
        Y.set(IN, 0L, p.y());
        return (double) NORM.invokeExact(IN);
    }

    static long counterAdd(long n) throws Throwable {
        MemorySegment table = COUNTER.get(UNBOUNDED, 8);
        check((MemorySegment) METHOD.invokeExact(table.get(ADDRESS, 40), COUNTER.get(ADDRESS, 0), n, OUT));
        return OUT.get(JAVA_LONG, 0);
    }

    private static long encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(bytes, 0, IN, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return bytes.length;
    }

    private static String decode() {
        byte[] bytes = new byte[Math.toIntExact(OUT.get(JAVA_LONG, 8))];
        MemorySegment.copy(OUT.get(UNBOUNDED, 0), ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static long spaces(String text) throws Throwable {
        check((MemorySegment) SPACES.invokeExact(IN, encode(text), OUT));
        return OUT.get(JAVA_LONG, 0);
    }

    static String motto(int n) throws Throwable {
        check((MemorySegment) MOTTO.invokeExact(n, OUT));
        return decode();
    }

    static String translate(String text) throws Throwable {
        check((MemorySegment) TRANSLATE.invokeExact(IN, encode(text), OUT));
        return decode();
    }

    static int each(int n) throws Throwable {
        check((MemorySegment) EACH.invokeExact(n, MemorySegment.NULL, VISIT_TABLE, OUT));
        return OUT.get(JAVA_INT, 0);
    }
}
