package org.rdylib.conformance.calls;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.conformance.Reflection;
import org.rdylib.loader.CText;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;
import org.rdylib.loader.Unit;
import org.rdylib.loader.UnknownVariant;

/** What was not in its place in a call, seen from Java or reported by the other side. */
final class Mismatches {

    private final List<String> found = new ArrayList<>();
    /** Where each value of the call belongs, by its bytes. */
    private final Map<String, String> origins = new LinkedHashMap<>();

    private int values;

    /** A value that takes part in the call: where its bytes turn up, they are recognised. */
    void expect(Datum datum) {
        datum.forEachLeaf(leaf -> {
            values++;
            origins.putIfAbsent(HexFormat.of().formatHex(bytes(leaf)), leaf.path());
        });
    }

    /** How many scalars and texts take part in the call. */
    int values() {
        return values;
    }

    /** Everything that was not in its place, with the place. */
    List<String> found() {
        return List.copyOf(found);
    }

    /** A line of the other side's report: the path, the bytes that came, the bytes that belong there. */
    void reported(String line) {
        String[] parts = line.split("\t", -1);
        HexFormat hex = HexFormat.of();
        differ("the plugin", parts[0], hex.parseHex(parts[1]), hex.parseHex(parts[2]));
    }

    /** Something that was thrown instead. */
    void thrown(String path, Throwable thrown) {
        found.add(path + ": " + thrown);
    }

    private static byte[] bytes(Datum leaf) {
        return switch (leaf) {
            case Datum.Scalar s -> s.bytes();
            case Datum.Text t -> t.text().getBytes(StandardCharsets.UTF_8);
            case Datum other -> throw new IllegalArgumentException(other.path());
        };
    }

    /** Looks at a value that came to Java. */
    void see(Datum datum, Object came) {
        switch (datum) {
            case Datum.Scalar s -> {
                byte[] bytes = bytes(s, came);
                compare(s, bytes);
                // An array of bytes holds them as they are; every other number has its sign.
                if (Arrays.equals(bytes, s.bytes()) && !(came instanceof Byte) && !came.equals(JavaMaker.scalar(s))) {
                    found.add("Java got %s: %s instead of %s".formatted(s.path(), came, JavaMaker.scalar(s)));
                }
            }
            case Datum.Text t ->
                compare(
                        t,
                        switch (came) {
                            case Text text -> text.toBytes();
                            case CText text -> text.toBytes();
                            case Mut<?> mut -> mut.get().toString().getBytes(StandardCharsets.UTF_8);
                            case Object text -> text.toString().getBytes(StandardCharsets.UTF_8);
                        });
            case Datum.Nothing n -> {
                if (came != Unit.UNIT) {
                    found.add(n.path() + ": " + came + " instead of ()");
                }
            }
            case Datum.Behind b ->
                see(
                        b.target(),
                        switch (came) {
                            case Ref<?> ref -> ref.get();
                            case Mut<?> mut -> mut.get();
                            case Object value -> value;
                        });
            case Datum.Elements e -> {
                Object sequence = came instanceof Mut<?> mut ? mut.get() : came;
                if (isChoice(e.path(), size(sequence), e.parts().size())) {
                    for (int i = 0; i < e.parts().size(); i++) {
                        see(e.parts().get(i), element(sequence, i));
                    }
                }
            }
            case Datum.Parts p -> seeAll(p.parts(), came instanceof List<?> list ? list : components(came));
            case Datum.Choice c -> choice(c, came);
            case Datum.Unknown u -> unknown(u, came);
        }
    }

    private void unknown(Datum.Unknown wanted, Object came) {
        boolean isUnknown =
                came instanceof Record && came.getClass().getSimpleName().equals("Unknown");
        Object held = isUnknown ? components(came).getFirst() : came;
        long discriminant = wanted.discriminant().longValue();
        if (!Long.valueOf(discriminant).equals(held instanceof UnknownVariant u ? (Object) u.tag() : held)) {
            found.add("Java got %s# %s instead of what it does not know, %d"
                    .formatted(wanted.path(), held, discriminant));
        }
    }

    private void choice(Datum.Choice c, Object came) {
        switch (came) {
            case Optional<?> o -> {
                if (isChoice(c.path(), o.isPresent() ? 1 : 0, c.index())) {
                    o.ifPresent(value -> see(c.parts().getFirst(), value));
                }
            }
            case Result<?, ?> r -> {
                if (isChoice(c.path(), r.isOk() ? 0 : 1, c.index())) {
                    see(
                            c.parts().getFirst(),
                            r.isOk() ? r.ok().orElseThrow() : r.err().orElseThrow());
                }
            }
            case Enum<?> e ->
                isChoice(
                        c.path(),
                        Arrays.asList(e.getDeclaringClass().getEnumConstants()).indexOf(e),
                        c.index());
            case Object variant -> {
                Class<?>[] variants = variant.getClass().getInterfaces()[0].getPermittedSubclasses();
                if (isChoice(c.path(), Arrays.asList(variants).indexOf(variant.getClass()), c.index())) {
                    seeAll(c.parts(), components(variant));
                }
            }
        }
    }

    private void seeAll(List<Datum> parts, List<?> came) {
        if (isChoice(parts.isEmpty() ? "" : parts.getFirst().path(), came.size(), parts.size())) {
            for (int i = 0; i < parts.size(); i++) {
                see(parts.get(i), came.get(i));
            }
        }
    }

    private static List<Object> components(Object record) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            values.add(Reflection.invoke(component.getAccessor(), Optional.of(record)));
        }
        return values;
    }

    private static int size(Object sequence) {
        return sequence instanceof List<?> list ? list.size() : Array.getLength(sequence);
    }

    private static Object element(Object sequence, int index) {
        return sequence instanceof List<?> list ? list.get(index) : Array.get(sequence, index);
    }

    private boolean isChoice(String path, int came, int wanted) {
        if (came != wanted) {
            found.add("Java got %s# %d instead of %d".formatted(path, came, wanted));
        }
        return came == wanted;
    }

    private static byte[] bytes(Datum.Scalar wanted, Object came) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        switch (came) {
            case Boolean b -> buffer.put((byte) (b ? 1 : 0));
            case Float f -> buffer.putFloat(f);
            case Double d -> buffer.putDouble(d);
            case BigInteger n ->
                buffer.putLong(n.longValue()).putLong(n.shiftRight(Long.SIZE).longValue());
            case Number n -> buffer.putLong(n.longValue());
            case Object other -> throw new AssertionError(wanted.path() + " is a " + other.getClass());
        }
        return Arrays.copyOf(buffer.array(), wanted.bytes().length);
    }

    private void compare(Datum wanted, byte[] came) {
        if (!Arrays.equals(came, bytes(wanted))) {
            differ("Java", wanted.path(), came, bytes(wanted));
        }
    }

    private void differ(String side, String path, byte[] came, byte[] wanted) {
        HexFormat hex = HexFormat.of();
        int at = Arrays.mismatch(came, wanted);
        String origin = Optional.ofNullable(origins.get(hex.formatHex(came)))
                .map(o -> "; those bytes belong to " + o)
                .orElse("");
        found.add("%s got %s byte %d: %s instead of %s%s"
                .formatted(side, path, at, hex.formatHex(came), hex.formatHex(wanted), origin));
    }
}
