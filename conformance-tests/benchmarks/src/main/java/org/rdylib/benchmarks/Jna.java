package org.rdylib.benchmarks;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.nio.charset.StandardCharsets;
import org.rdylib.benchmarks.calls.Point;

/** The same calls by JNA's direct mapping, its faster one. */
final class Jna {

    static {
        Native.register(Natives.library().toString());
    }

    private static final Memory OUT = new Memory(64);
    private static final Memory TABLE = new Memory(48);
    private static final Visit VISIT = (data, value, out) -> {
        out.setInt(0, value + 1);
        return null;
    };

    static {
        TABLE.clear();
        TABLE.setLong(32, 1);
        TABLE.setPointer(40, CallbackReference.getFunctionPointer(VISIT));
    }

    private Jna() {}

    /** The struct, as JNA wants it. */
    @Structure.FieldOrder({"x", "y"})
    public static class JnaPoint extends Structure {
        /** Its first field. */
        public double x;

        /** Its second field. */
        public double y;

        /** Passed by value. */
        public static final class ByValue extends JnaPoint implements Structure.ByValue {}
    }

    /** The closure, as JNA wants it. */
    @FunctionalInterface
    public interface Visit extends Callback {

        /** Calls it. */
        Pointer call(Pointer data, int value, Pointer out);
    }

    private static native int calls_add(int a, int b);

    private static native Pointer calls_add_checked(int a, int b, Pointer out);

    private static native JnaPoint.ByValue calls_mirror(JnaPoint.ByValue p);

    private static native double calls_norm(JnaPoint p);

    private static native Pointer calls_spaces(byte[] text, long length, Pointer out);

    private static native Pointer calls_motto(int n, Pointer out);

    private static native Pointer calls_translate(byte[] text, long length, Pointer out);

    private static native Pointer calls_each(int n, Pointer data, Pointer table, Pointer out);

    private static native Pointer calls_ints(Pointer out);

    private static void check(Pointer failure) {
        if (failure != null) {
            throw new IllegalStateException("failed");
        }
    }

    private static <T extends JnaPoint> T fill(T point, Point p) {
        point.x = p.x();
        point.y = p.y();
        return point;
    }

    private static String text() {
        return new String(OUT.getPointer(0).getByteArray(0, Math.toIntExact(OUT.getLong(8))), StandardCharsets.UTF_8);
    }

    static int add(int a, int b) {
        return calls_add(a, b);
    }

    static int addChecked(int a, int b) {
        check(calls_add_checked(a, b, OUT));
        return OUT.getInt(0);
    }

    static Point mirror(Point p) {
        JnaPoint mirrored = calls_mirror(fill(new JnaPoint.ByValue(), p));
        return new Point(mirrored.x, mirrored.y);
    }

    static double norm(Point p) {
        return calls_norm(fill(new JnaPoint(), p));
    }

    static long spaces(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        check(calls_spaces(bytes, bytes.length, OUT));
        return OUT.getLong(0);
    }

    static String motto(int n) {
        check(calls_motto(n, OUT));
        return text();
    }

    static String translate(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        check(calls_translate(bytes, bytes.length, OUT));
        return text();
    }

    static int each(int n) {
        check(calls_each(n, null, TABLE, OUT));
        return OUT.getInt(0);
    }

    static int[] ints() {
        check(calls_ints(OUT));
        return OUT.getPointer(0).getIntArray(0, Math.toIntExact(OUT.getLong(8)));
    }
}
