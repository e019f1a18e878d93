package org.rdylib.benchmarks;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rdylib.benchmarks.calls.Calls;
import org.rdylib.benchmarks.calls.Cell;
import org.rdylib.benchmarks.calls.Counter;
import org.rdylib.benchmarks.calls.Point;
import org.rdylib.loader.Region;
import org.rdylib.loader.Slice;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/**
 * Each call in all its ways, as loops of one thread: {@code ffm} by hand, {@code stub} generated and kept in a constant,
 * {@code field} the same kept in a field, {@code allowed} of a library that may be unloaded, {@code jni}, {@code jna}. (A method of its own for each, so that none is compiled with
 * another in mind.)
 */
final class CallLoops {

    /** Makes that many calls; what comes of them is the answer, so that none is left out. */
    @FunctionalInterface
    interface Loop {
        long run(int calls) throws Throwable;
    }

    /** Constants, as by hand the handles are. */
    static final Calls CALLS = Calls.load(Natives.library());

    static final Calls ALLOWED = Calls.load(Natives.copy(), Unload.ALLOWED);

    private static final Calls.EachVisit VISIT = value -> value + 1;
    private static final String TEXT = "what a host lends to a library";

    private final Map<String, Map<String, Loop>> rows = new LinkedHashMap<>();
    private final Counter counter = CALLS.counter();
    private final Counter ofAllowed = ALLOWED.counter();
    private final Region region = Region.open();
    private final Text text = region.text(TEXT);
    private final Text lent = region.text(TEXT);
    private final Slice<Cell> cells = CALLS.cells();
    private final MemorySegment raw = ByHand.slice("calls_cells", 16);
    private Point point = new Point(3, 4);
    private int a = 3;

    /** Those of the calling thread. */
    CallLoops() {
        ScalarLoops scalars = new ScalarLoops(CALLS);
        row("plain scalar", Map.of("ffm", scalars::plainFfm, "stub", scalars::plainStub, "jni", scalars::plainJni));
        add("plain scalar", "jna", scalars::plainJna);
        add("plain scalar", "allowed", scalars::plainAllowed);
        add("plain scalar", "field", scalars::plainField);
        row("checked scalar", Map.of("ffm", scalars::checkedFfm, "stub", scalars::checkedStub));
        add("checked scalar", "jni", scalars::checkedJni);
        add("checked scalar", "jna", scalars::checkedJna);
        add("checked scalar", "allowed", scalars::checkedAllowed);
        add("checked scalar", "field", scalars::checkedField);
        row("leaf", Map.of("ffm", scalars::leafFfm, "stub", scalars::leafStub, "allowed", scalars::leafAllowed));
        add("leaf", "field", scalars::leafField);
        row("struct by value", Map.of("ffm", this::valueFfm, "stub", this::valueStub, "jni", this::valueJni));
        add("struct by value", "jna", this::valueJna);
        row("struct by reference", Map.of("ffm", this::referenceFfm, "stub", this::referenceStub));
        add("struct by reference", "jni", this::referenceJni);
        add("struct by reference", "jna", this::referenceJna);
        row("interface method", Map.of("ffm", this::methodFfm, "stub", this::methodStub));
        add("interface method", "allowed", this::methodAllowed);
        row("text in", Map.of("ffm", this::inFfm, "stub", this::inStub, "jni", this::inJni, "jna", this::inJna));
        row("text out", Map.of("ffm", this::outFfm, "stub", this::outStub, "jni", this::outJni, "jna", this::outJna));
        row("text in and out", Map.of("ffm", this::bothFfm, "stub", this::bothStub, "jni", this::bothJni));
        add("text in and out", "jna", this::bothJna);
        row("with a region", Map.of("stub", this::regionStub, "allowed", this::regionAllowed));
        row("callback", Map.of("ffm", this::onceFfm, "stub", this::onceStub, "jni", this::onceJni));
        add("callback", "jna", this::onceJna);
        row("callback in a loop", Map.of("ffm", ByHand::each, "stub", n -> CALLS.each(n, VISIT)));
        add("callback in a loop", "jni", n -> Jni.each(n, VISIT));
        add("callback in a loop", "jna", Jna::each);
        row("slice by index", Map.of("ffm", this::cellsFfm, "stub", this::cellsByIndex));
        SliceCopies copies = new SliceCopies(CALLS);
        row("slice as ints", Map.of("ffm", copies::intsFfm, "stub", copies::intsStub));
        row("slice into ints", Map.of("ffm", copies::intoIntsFfm, "stub", copies::intoIntsStub));
        row("slice as doubles", Map.of("ffm", copies::doublesFfm, "stub", copies::doublesStub));
        row("slice into doubles", Map.of("ffm", copies::intoDoublesFfm, "stub", copies::intoDoublesStub));
        row("slice by iterator", Map.of("ffm", this::cellsFfm, "stub", this::cellsByIterator));
    }

    private void row(String row, Map<String, Loop> ways) {
        rows.put(row, new LinkedHashMap<>(ways));
    }

    private void add(String row, String way, Loop loop) {
        rows.computeIfAbsent(row, _ -> new LinkedHashMap<>()).put(way, loop);
    }

    Map<String, Map<String, Loop>> rows() {
        return rows;
    }

    private long valueFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (long) ByHand.mirror(point).x();
        }
        return sum;
    }

    private long valueStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (long) CALLS.mirror(point).x();
        }
        return sum;
    }

    private long valueJni(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (long) Jni.mirror(point).x();
        }
        return sum;
    }

    private long valueJna(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (long) Jna.mirror(point).x();
        }
        return sum;
    }

    private long referenceFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (long) ByHand.norm(point);
        }
        return sum;
    }

    private long referenceStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (long) CALLS.norm(point);
        }
        return sum;
    }

    private long referenceJni(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (long) Jni.norm(point);
        }
        return sum;
    }

    private long referenceJna(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (long) Jna.norm(point);
        }
        return sum;
    }

    private long methodFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ByHand.counterAdd(a);
        }
        return sum;
    }

    private long methodStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += counter.add(a);
        }
        return sum;
    }

    private long methodAllowed(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ofAllowed.add(a);
        }
        return sum;
    }

    private long inFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ByHand.spaces(TEXT);
        }
        return sum;
    }

    private long inStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CALLS.spaces(TEXT);
        }
        return sum;
    }

    private long inJni(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jni.spaces(TEXT);
        }
        return sum;
    }

    private long inJna(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jna.spaces(TEXT);
        }
        return sum;
    }

    private long outFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ByHand.motto(a).length();
        }
        return sum;
    }

    private long outStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CALLS.motto(a).toString().length();
        }
        return sum;
    }

    private long outJni(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jni.motto(a).length();
        }
        return sum;
    }

    private long outJna(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jna.motto(a).length();
        }
        return sum;
    }

    private long bothFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ByHand.translate(TEXT).length();
        }
        return sum;
    }

    private long bothStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CALLS.translate(TEXT).toString().length();
        }
        return sum;
    }

    private long bothJni(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jni.translate(TEXT).length();
        }
        return sum;
    }

    private long bothJna(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jna.translate(TEXT).length();
        }
        return sum;
    }

    private long regionStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CALLS.rest(text).byteLength();
        }
        return sum;
    }

    private long regionAllowed(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ALLOWED.rest(lent).byteLength();
        }
        return sum;
    }

    private long onceFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ByHand.each(1);
        }
        return sum;
    }

    private long onceStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CALLS.each(1, VISIT);
        }
        return sum;
    }

    private long onceJni(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jni.each(1, VISIT);
        }
        return sum;
    }

    private long onceJna(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jna.each(1);
        }
        return sum;
    }

    private long cellsFfm(int n) {
        long sum = 0;
        for (long at = 0; at < 16L * n; at += 16) {
            sum += raw.get(JAVA_LONG, at) ^ raw.get(JAVA_LONG, at + 8);
        }
        return sum;
    }

    private long cellsByIndex(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            Cell cell = cells.get(i);
            sum += cell.key() ^ cell.value();
        }
        return sum;
    }

    private long cellsByIterator(int n) {
        long sum = 0;
        for (Cell cell : cells) {
            sum += cell.key() ^ cell.value();
        }
        return sum;
    }
}
