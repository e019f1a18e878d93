package org.rdylib.conformance.layout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Place;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;

/** Declares random structs and enums, each made of earlier ones and of every kind of type that there is. */
final class RandomTypes implements Declarations {

    static final Place AT = Place.startOf("random");
    private static final List<ScalarKind> REPRS = List.of(
            ScalarKind.U8,
            ScalarKind.U16,
            ScalarKind.U32,
            ScalarKind.U64,
            ScalarKind.I8,
            ScalarKind.I16,
            ScalarKind.I32,
            ScalarKind.I64);

    private final RandomGenerator random;
    private final Map<String, TypeDeclaration> declared = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    /** Those that hold an aligned struct somewhere: no packed one may hold them. */
    private final Set<String> aligned = new HashSet<>();

    RandomTypes(RandomGenerator random, int count) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            TypeDeclaration next = random.nextInt(5) < 3 ? struct("T" + i) : enumeration("T" + i);
            declared.put(next.name(), next);
            names.add(next.name());
            Types.fieldTypes(next)
                    .forEach(t -> Types.forEachInline(t, n -> {
                        if (aligned.contains(n.name())) {
                            aligned.add(next.name());
                        }
                    }));
        }
    }

    Iterable<TypeDeclaration> all() {
        return declared.values();
    }

    @Override
    public TypeDeclaration type(String name) {
        return Optional.ofNullable(declared.get(name)).orElseThrow(IllegalArgumentException::new);
    }

    @Override
    public InterfaceDeclaration interfaceNamed(String name) {
        throw new IllegalArgumentException(name);
    }

    private TypeDeclaration struct(String name) {
        OptionalInt packed = random.nextInt(6) == 0 ? OptionalInt.of(1 << random.nextInt(4)) : OptionalInt.empty();
        OptionalInt align = packed.isEmpty() && random.nextInt(8) == 0
                ? OptionalInt.of(1 << random.nextInt(7))
                : OptionalInt.empty();
        align.ifPresent(_ -> aligned.add(name));
        List<Field> fields = fields(1 + random.nextInt(6), packed.isPresent());
        return new TypeDeclaration.Struct(name, List.of(), fields, packed, align, Optional.empty(), AT);
    }

    private List<Field> fields(int count, boolean packed) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(new Field("f" + i, value(2, packed), Optional.empty(), AT));
        }
        return fields;
    }

    private TypeDeclaration enumeration(String name) {
        ScalarKind repr = REPRS.get(random.nextInt(REPRS.size()));
        boolean payloads = random.nextInt(4) != 0;
        List<Variant> variants = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Payload payload = payloads ? payload() : new Payload.None();
            variants.add(new Variant("V" + i, BigInteger.valueOf(3L * i), payload, Optional.empty(), AT));
        }
        return new TypeDeclaration.Enum(name, List.of(), repr, variants, Optional.empty(), AT);
    }

    private Payload payload() {
        return switch (random.nextInt(3)) {
            case 0 -> new Payload.None();
            case 1 -> {
                List<Type> types = new ArrayList<>();
                int count = 1 + random.nextInt(3);
                for (int i = 0; i < count; i++) {
                    types.add(value(2, false));
                }
                yield new Payload.Positional(types);
            }
            default -> new Payload.Fields(fields(1 + random.nextInt(3), false));
        };
    }

    /** A type with a size. */
    private Type value(int depth, boolean inPacked) {
        int choice = random.nextInt(depth == 0 ? 10 : 20);
        return switch (choice) {
            case 0, 1, 2, 3 -> scalar();
            case 4 -> new Type.Reference(lifetime(), mutability(), scalar(), AT);
            case 5 -> new Type.Reference(lifetime(), mutability(), behind(), AT);
            case 6 -> random.nextBoolean() ? new Type.Text(AT) : new Type.Vector(scalar(), AT);
            case 7 -> new Type.Boxed(owned(), AT);
            case 8 -> random.nextBoolean() ? function() : new Type.Pointer(mutability(), scalar(), AT);
            case 9 -> new Type.Shared(random.nextBoolean() ? scalar() : closure(), AT);
            case 10, 11, 12 -> named(inPacked);
            case 13 -> tuple(depth, inPacked);
            case 14 -> new Type.Array(value(depth - 1, inPacked), 1 + random.nextInt(3), AT);
            case 15 -> new Type.Result(payload(depth - 1, inPacked), payload(depth - 1, inPacked), AT);
            default -> new Type.Option(payload(depth - 1, inPacked), AT);
        };
    }

    private Type payload(int depth, boolean inPacked) {
        return random.nextInt(8) == 0 ? new Type.Unit(AT) : value(depth, inPacked);
    }

    private Type tuple(int depth, boolean inPacked) {
        List<Type> elements = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            elements.add(value(depth - 1, inPacked));
        }
        return new Type.Tuple(elements, AT);
    }

    private Type named(boolean inPacked) {
        if (names.isEmpty()) {
            return scalar();
        }
        String name = names.get(random.nextInt(names.size()));
        return inPacked && aligned.contains(name) ? scalar() : new Type.Named(name, List.of(), AT);
    }

    private Type scalar() {
        ScalarKind[] kinds = ScalarKind.values();
        return new Type.Scalar(kinds[random.nextInt(kinds.length)], AT);
    }

    private Type behind() {
        return switch (random.nextInt(4)) {
            case 0 -> new Type.Str(AT);
            case 1 -> new Type.Slice(scalar(), AT);
            case 2 -> new Type.CStr(AT);
            default -> closure();
        };
    }

    private Type owned() {
        return switch (random.nextInt(4)) {
            case 0 -> new Type.Str(AT);
            case 1 -> new Type.Slice(scalar(), AT);
            case 2 -> closure();
            default -> scalar();
        };
    }

    private Type closure() {
        return new Type.Closure(ClosureKind.FN, signature(Convention.CHECKED), Set.of(), lifetime(), AT);
    }

    private Type function() {
        return new Type.Function(signature(Convention.C), lifetime(), AT);
    }

    private static Signature signature(Convention convention) {
        return new Signature(
                List.of(), Optional.empty(), List.of(), new Type.Unit(AT), List.of(), convention, false, AT);
    }

    private static Lifetime lifetime() {
        return new Lifetime.Static(AT);
    }

    private Mutability mutability() {
        return random.nextBoolean() ? Mutability.SHARED : Mutability.EXCLUSIVE;
    }
}
