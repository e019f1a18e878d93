package org.rdylib.conformance.layout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
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

/**
 * Declares random structs and enums, each made of earlier ones and of every kind of type that there is, and writes them
 * as a descriptor.
 */
public final class RandomTypes {

    static final Place AT = Place.startOf("random");

    /** The interface that objects are of. */
    static final String INTERFACE = "I";

    /** The opaque type that some of them point to. */
    static final String OPAQUE = "H";

    private static final List<ScalarKind> REPRS = List.of(
            ScalarKind.U8,
            ScalarKind.U16,
            ScalarKind.U32,
            ScalarKind.U64,
            ScalarKind.I8,
            ScalarKind.I16,
            ScalarKind.I32,
            ScalarKind.I64);

    private static final List<ClosureKind> KINDS = List.of(ClosureKind.values());

    /** As many variants may follow one whose discriminant is given. */
    private static final int RESERVED = 8;

    private final RandomGenerator random;
    private final List<ScalarKind> scalars;
    private final boolean forC;
    /** Those that evolve, and stand only behind a pointer. */
    private final List<String> growing = new ArrayList<>();

    private final Map<String, TypeDeclaration> declared = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    /** Those that hold an aligned struct somewhere: no packed one may hold them. */
    private final Set<String> aligned = new HashSet<>();
    /** The variants whose discriminant is written, as {@code T0#V1}; that of the others follows from the one before. */
    private final Set<String> written = new HashSet<>();

    /**
     * Declares {@code count} types.
     *
     * @param has128 whether there are 128-bit integers in them
     * @param forC whether there are C's own scalars and opaque types in them
     */
    public RandomTypes(RandomGenerator random, int count, boolean has128, boolean forC) {
        this.random = random;
        this.forC = forC;
        this.scalars = Stream.of(ScalarKind.values())
                .filter(k -> has128 || (k != ScalarKind.U128 && k != ScalarKind.I128))
                .filter(k -> forC || !k.isOfC())
                .toList();
        for (int i = 0; i < count; i++) {
            TypeDeclaration next = random.nextInt(6) == 0
                    ? evolving("T" + i, random.nextBoolean())
                    : random.nextInt(5) < 3 ? struct("T" + i) : enumeration("T" + i);
            declared.put(next.name(), next);
            boolean isGrowing = next instanceof TypeDeclaration.Struct && next.evolution() == Evolution.APPEND;
            (isGrowing ? growing : names).add(next.name());
            Types.fieldTypes(next)
                    .forEach(t -> Types.forEachNamedInline(t, n -> {
                        if (aligned.contains(n.name())) {
                            aligned.add(next.name());
                        }
                    }));
        }
    }

    /** Those that were declared, in order. */
    public Iterable<TypeDeclaration> all() {
        return declared.values();
    }

    TypeDeclaration type(String name) {
        return name.equals(OPAQUE)
                ? new TypeDeclaration.Opaque(
                        OPAQUE, List.of(), List.of(), List.of(), Optional.of("random_h_drop"), Optional.empty(), AT)
                : Optional.ofNullable(declared.get(name)).orElseThrow(IllegalArgumentException::new);
    }

    /** What stands behind the variant's name to give it its discriminant; nothing where that follows by itself. */
    String discriminant(String type, Variant variant) {
        return written.contains(type + "#" + variant.name()) ? " = " + variant.discriminant() : "";
    }

    /** The descriptor that declares all of them; it ends with the declarations. */
    public String text() {
        return DescriptorText.of(this, forC ? List.of(OPAQUE) : List.of());
    }

    /** A struct or enum to which later versions may append. */
    private TypeDeclaration evolving(String name, boolean isStruct) {
        if (isStruct) {
            List<Field> fields = fields(1 + random.nextInt(6), false);
            return new TypeDeclaration.Struct(
                    name,
                    List.of(),
                    fields,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Evolution.APPEND,
                    List.of(),
                    Optional.empty(),
                    AT);
        }
        TypeDeclaration.Enum plain = (TypeDeclaration.Enum) enumeration(name, false);
        int words = 1;
        List<Variant> variants = new ArrayList<>();
        for (Variant variant : plain.variants()) {
            List<Type> types = new ArrayList<>();
            int count = written.contains(name + "#" + variant.name()) ? 0 : random.nextInt(4);
            for (int i = 0; i < count; i++) {
                types.add(small());
            }
            words = Math.max(words, 1 + 2 * count);
            variants.add(types.isEmpty() ? variant : variant.withPayload(new Payload.Positional(types)));
        }
        boolean hasStorage =
                variants.stream().anyMatch(v -> !(v.payload() instanceof Payload.None)) || random.nextBoolean();
        return new TypeDeclaration.Enum(
                name,
                List.of(),
                plain.repr(),
                variants,
                Evolution.APPEND,
                hasStorage ? OptionalInt.of(Long.BYTES * (words + random.nextInt(3))) : OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                AT);
    }

    /** A type that owns nothing, of two words at most and aligned to no more than a {@code u64}. */
    private Type small() {
        Type scalar = scalar();
        boolean is128 =
                scalar instanceof Type.Scalar(ScalarKind k, Place _) && (k == ScalarKind.U128 || k == ScalarKind.I128);
        Type fits = is128 ? new Type.Scalar(ScalarKind.U64, AT) : scalar;
        return switch (random.nextInt(6)) {
            case 0 -> new Type.Reference(lifetime(), Mutability.SHARED, sized(1), AT);
            case 1 -> new Type.Reference(lifetime(), Mutability.SHARED, new Type.Str(AT), AT);
            case 2 -> new Type.Option(fits, AT);
            case 3 -> new Type.Tuple(List.of(fits, new Type.Scalar(ScalarKind.U8, AT)), AT);
            case 4 -> new Type.Array(new Type.Scalar(ScalarKind.U16, AT), 1 + random.nextInt(8), AT);
            default -> fits;
        };
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
        return enumeration(name, random.nextInt(4) != 0);
    }

    private TypeDeclaration enumeration(String name, boolean payloads) {
        ScalarKind repr = REPRS.get(random.nextInt(REPRS.size()));
        List<Variant> variants = new ArrayList<>();
        List<BigInteger> reserved = new ArrayList<>();
        BigInteger next = BigInteger.ZERO;
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Payload payload = payloads ? payload() : new Payload.None();
            BigInteger given = discriminant(repr);
            boolean isFree = given.signum() != 0
                    && reserved.stream()
                            .allMatch(r -> r.subtract(given).abs().compareTo(BigInteger.valueOf(RESERVED)) > 0);
            if (payload instanceof Payload.None && isFree && random.nextInt(3) == 0) {
                next = given;
                written.add(name + "#V" + i);
            }
            reserved.add(next);
            variants.add(new Variant("V" + i, next, payload, Optional.empty(), AT));
            next = next.add(BigInteger.ONE);
        }
        return new TypeDeclaration.Enum(name, List.of(), repr, variants, Optional.empty(), AT);
    }

    /** One that some others may follow: the least that there is, about the greatest, or any between. */
    private BigInteger discriminant(ScalarKind repr) {
        int bits = Integer.parseInt(repr.spelling().substring(1));
        boolean isSigned = repr.spelling().startsWith("i");
        BigInteger least = isSigned ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
        BigInteger last = BigInteger.TWO.pow(bits).add(least).subtract(BigInteger.valueOf(RESERVED));
        return switch (random.nextInt(3)) {
            case 0 -> least;
            case 1 -> last;
            default -> least.add(new BigInteger(bits - 1, new Random(random.nextLong())));
        };
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
            case 4 -> new Type.Reference(lifetime(), mutability(), pointee(depth), AT);
            case 5 -> {
                Mutability mutability = mutability();
                yield new Type.Reference(lifetime(), mutability, behind(depth, mutability), AT);
            }
            case 6 -> random.nextBoolean() ? new Type.Text(AT) : new Type.Vector(sized(depth), AT);
            case 7 -> forC && random.nextInt(3) == 0 ? handle() : new Type.Boxed(owned(depth), AT);
            case 8 -> random.nextBoolean() ? function() : new Type.Pointer(mutability(), scalar(), AT);
            case 9 -> new Type.Shared(shared(depth), AT);
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
        return new Type.Scalar(scalars.get(random.nextInt(scalars.size())), AT);
    }

    /** What stands behind a pointer and has a size. */
    private Type sized(int depth) {
        return depth > 0 && random.nextBoolean() ? value(depth - 1, false) : scalar();
    }

    private Type behind(int depth, Mutability mutability) {
        return switch (random.nextInt(5)) {
            case 0 -> new Type.Str(AT);
            case 1 -> new Type.Slice(sized(depth), AT);
            case 2 -> mutability == Mutability.SHARED ? new Type.CStr(AT) : new Type.Str(AT);
            case 3 -> object();
            default -> closure(mutability == Mutability.SHARED ? ClosureKind.FN : ClosureKind.FN_MUT);
        };
    }

    private Type owned(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> new Type.Str(AT);
            case 1 -> new Type.Slice(sized(depth), AT);
            case 2 -> closure(KINDS.get(random.nextInt(KINDS.size())));
            case 3 -> object();
            default -> pointee(depth);
        };
    }

    private Type shared(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> closure(ClosureKind.FN);
            case 1 -> object();
            default -> pointee(depth);
        };
    }

    private static Type handle() {
        return new Type.Handle(new Type.Named(OPAQUE, List.of(), AT), AT);
    }

    /** What one pointer points to. */
    private Type pointee(int depth) {
        return growing.isEmpty() || random.nextInt(4) != 0
                ? sized(depth)
                : new Type.Named(growing.get(random.nextInt(growing.size())), List.of(), AT);
    }

    private static Type object() {
        return new Type.InterfaceObject(INTERFACE, List.of(), Set.of(), lifetime(), AT);
    }

    private static Type closure(ClosureKind kind) {
        return new Type.Closure(kind, signature(Convention.CHECKED), Set.of(), lifetime(), AT);
    }

    private static Type function() {
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
