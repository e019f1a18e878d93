package org.rdylib.conformance.calls;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdylib.conformance.Reflection;
import org.rdylib.loader.CText;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.Slice;
import org.rdylib.loader.Text;
import org.rdylib.loader.Unit;
import org.rdylib.spec.ScalarKind;

/**
 * Makes Java values of the types that generated stubs ask for, as those who use the stubs would.
 *
 * @param library the generated class of the library, which copies values into regions
 * @param loaded the library, for which values that may grow are copied
 * @param region where what is borrowed goes
 */
record JavaMaker(Class<?> library, Optional<Object> loaded, Region region) {

    /** The value of the Java type {@code type} that {@code datum} says. */
    Object make(Datum datum, Type type) {
        Class<?> raw = raw(type);
        if (raw == Mut.class) {
            Datum target = datum instanceof Datum.Behind(String _, var _, Datum behind) ? behind : datum;
            return Mut.of(make(target, argument(type, 0)));
        }
        return switch (datum) {
            case Datum.Scalar s -> scalar(s);
            case Datum.Nothing _ -> Unit.UNIT;
            case Datum.Text t when raw == Text.class -> region.text(t.text());
            case Datum.Text t when raw == CText.class -> region.cText(t.text());
            case Datum.Text t -> t.text();
            case Datum.Behind b when raw == Ref.class -> copied(type, b.scalars(), b.target());
            case Datum.Behind b -> make(b.target(), type);
            case Datum.Elements e when Slice.class.isAssignableFrom(raw) -> copied(type, e.scalars(), e);
            case Datum.Elements e when raw.isArray() -> array(e, raw.componentType());
            case Datum.Elements e -> list(e.parts(), type);
            case Datum.Parts p when raw == List.class -> list(p.parts(), type);
            case Datum.Parts p -> record(p.parts(), type);
            case Datum.Choice c
            when raw == Optional.class ->
                c.parts().stream().map(p -> make(p, argument(type, 0))).findFirst();
            case Datum.Choice c
            when raw == Result.class && c.index() == 0 ->
                Result.ok(make(c.parts().getFirst(), argument(type, 0)));
            case Datum.Choice c
            when raw == Result.class -> Result.err(make(c.parts().getFirst(), argument(type, 1)));
            case Datum.Unknown u -> throw new IllegalArgumentException(u.path());
            case Datum.Choice c when raw.isEnum() -> raw.getEnumConstants()[c.index()];
            case Datum.Choice c
            when raw.getPermittedSubclasses()[0].isEnum() ->
                raw.getPermittedSubclasses()[0].getEnumConstants()[c.index()];
            case Datum.Choice c -> record(c.parts(), raw.getPermittedSubclasses()[c.index()]);
        };
    }

    private List<Object> list(List<Datum> parts, Type type) {
        List<Object> list = new ArrayList<>();
        parts.forEach(p -> list.add(make(p, argument(type, 0))));
        return list;
    }

    private Object array(Datum.Elements elements, Class<?> component) {
        Object array = Array.newInstance(component, elements.parts().size());
        for (int i = 0; i < elements.parts().size(); i++) {
            Object value = make(elements.parts().get(i), component);
            // An array of bytes holds them as they are, signed or not.
            Array.set(array, i, component == byte.class ? ((Number) value).byteValue() : value);
        }
        return array;
    }

    private Object record(List<Datum> parts, Type type) {
        Class<?> raw = raw(type);
        RecordComponent[] components = raw.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            // A tuple's components are its type's arguments.
            Type component = type instanceof ParameterizedType ? argument(type, i) : components[i].getGenericType();
            values[i] = make(parts.get(i), component);
        }
        try {
            Constructor<?> constructor = raw.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(datumsOf(parts) + " is no " + type, e);
        }
    }

    private static String datumsOf(List<Datum> parts) {
        return parts.stream().map(Datum::path).toList().toString();
    }

    /** A reference or slice, copied by the library's method for that type. */
    private Object copied(Type view, List<ScalarKind> scalars, Datum content) {
        for (Method method : library.getMethods()) {
            Type[] parameters = method.getGenericParameterTypes();
            boolean isStatic = Modifier.isStatic(method.getModifiers());
            if ((isStatic || loaded.isPresent())
                    && method.getGenericReturnType().equals(view)
                    && parameters.length == 2
                    && parameters[0] == Region.class
                    && names(method.getName(), scalars)) {
                return Reflection.invoke(
                        method, isStatic ? Optional.empty() : loaded, region, make(content, parameters[1]));
            }
        }
        throw new AssertionError("nothing makes a " + view);
    }

    /** Whether the name of a method, {@code refToUSIZE}, tells these scalars: Java has one type for several. */
    private static boolean names(String method, List<ScalarKind> scalars) {
        int from = 0;
        for (ScalarKind scalar : scalars) {
            String word = scalar.spelling().toUpperCase(Locale.ROOT);
            from = method.indexOf(word, from) + word.length();
            if (from < word.length()) {
                return false;
            }
        }
        return true;
    }

    /** As Java has it, where it is not in an array. */
    static Object scalar(Datum.Scalar scalar) {
        ByteBuffer bytes = ByteBuffer.wrap(scalar.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        return switch (scalar.kind()) {
            case BOOL -> bytes.get() == 1;
            case U8 -> bytes.get() & 0xFF;
            case I8 -> bytes.get();
            case U16 -> bytes.getShort() & 0xFFFF;
            case I16 -> bytes.getShort();
            case CHAR, I32 -> bytes.getInt();
            case U32 -> bytes.getInt() & 0xFFFF_FFFFL;
            case U64, I64, USIZE, ISIZE -> bytes.getLong();
            case F32 -> bytes.getFloat();
            case F64 -> bytes.getDouble();
            case U128 -> new BigInteger(1, reversed(scalar.bytes()));
            case I128 -> new BigInteger(reversed(scalar.bytes()));
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalArgumentException(scalar.path());
        };
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
