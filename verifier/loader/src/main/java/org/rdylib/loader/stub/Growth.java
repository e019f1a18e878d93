package org.rdylib.loader.stub;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.TypePrinter;

/** Finds what two copies that fit each other say differently of the types that may grow. */
final class Growth {

    private final CheckedDescriptor stub;
    private final CheckedDescriptor plugin;
    private final Layouts stubLayouts;
    private final Layouts pluginLayouts;
    private final Target target;
    private final DropFunctions drops;
    private final Map<String, Copies.Struct> structs = new HashMap<>();
    private final Map<String, Copies.Variants> enums = new HashMap<>();
    private final StringBuilder what = new StringBuilder();
    private boolean isNewer;
    /** Found where they are first asked for, which is seldom. */
    private Optional<Exclusives> exclusives = Optional.empty();

    private Growth(CheckedDescriptor stub, CheckedDescriptor plugin, Target target, DropFunctions drops) {
        this.stub = stub;
        this.plugin = plugin;
        this.drops = drops;
        this.stubLayouts = new Layouts(stub, target);
        this.pluginLayouts = new Layouts(plugin, target);
        this.target = target;
    }

    /**
     * What {@code plugin} says of the types that may grow.
     *
     * @param stub the copy that the stub was generated from
     * @param plugin the library's, compatible with that
     * @param drops the functions that are needed to end what the library puts where the stub does not know of it
     */
    static Copies between(CheckedDescriptor stub, CheckedDescriptor plugin, Target target, DropFunctions drops) {
        Growth growth = new Growth(stub, plugin, target, drops);
        for (TypeDeclaration own : stub.descriptor().types()) {
            if (own.evolution() == Evolution.APPEND) {
                Optional<TypeDeclaration> their = plugin.typeIfDeclared(own.name());
                if (their.isPresent() && !spelled(own).equals(spelled(their.get()))) {
                    growth.compare(own, their.get());
                }
            }
        }
        return growth.what.isEmpty()
                ? Copies.SAME
                : new Copies(growth.what.toString(), growth.isNewer, growth.structs, growth.enums);
    }

    private void compare(TypeDeclaration own, TypeDeclaration their) {
        what.append(spelled(their)).append('\n');
        switch (their) {
            case TypeDeclaration.Struct s -> {
                List<Field> known = fieldsOf(own);
                isNewer |= s.fields().size() > known.size();
                structs.put(s.name(), struct(known, s));
            }
            case TypeDeclaration.Enum e -> {
                // A number that the stub does not know is no more than that.
                isNewer |=
                        e.hasPayload() && e.variants().size() > variantsOf(own).size();
                enums.put(
                        e.name(),
                        new Copies.Variants(
                                discriminants(e, this::isExclusive),
                                discriminants(e, payload -> has(payload, Bound.SEND) && has(payload, Bound.SYNC))));
            }
            case TypeDeclaration.Opaque _ -> {}
        }
    }

    private static Set<Long> discriminants(TypeDeclaration.Enum declaration, Predicate<Payload> wanted) {
        return declaration.variants().stream()
                .filter(variant -> wanted.test(variant.payload()))
                .map(variant -> variant.discriminant().longValue())
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isExclusive(Payload payload) {
        if (has(payload, Bound.CLONE)) {
            return false;
        }
        Exclusives all = exclusives.orElseGet(() -> new Exclusives(stub, plugin));
        exclusives = Optional.of(all);
        return Types.payloadTypes(payload).stream().anyMatch(type -> all.has(type, plugin));
    }

    private boolean has(Payload payload, Bound bound) {
        return Types.payloadTypes(payload).stream().allMatch(type -> plugin.has(type, bound));
    }

    private static List<Variant> variantsOf(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Enum e ? e.variants() : List.of();
    }

    private static List<Field> fieldsOf(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Struct s ? s.fields() : List.of();
    }

    private Copies.Struct struct(List<Field> known, TypeDeclaration.Struct their) {
        Layout layout = pluginLayouts.ofType(their.name());
        long from = stubLayouts.ofType(their.name()).size();
        byte[] added = new byte[Math.toIntExact(Math.max(0, layout.size() - from))];
        ByteBuffer bytes = ByteBuffer.wrap(added).order(ByteOrder.nativeOrder());
        List<Field> unknown = their.fields()
                .subList(
                        Math.min(known.size(), their.fields().size()),
                        their.fields().size());
        for (Field field : unknown) {
            long offset = layout.slot(field.name()).map(Slot::offset).orElseThrow();
            field.defaultValue()
                    .ifPresent(value -> put(bytes, Math.toIntExact(offset - from), field.type(), value.text()));
        }
        Destroying destroying = new Destroying(plugin, pluginLayouts, drops);
        return new Copies.Struct(
                their.fields().size(), layout.size(), layout.align(), from, added, destroying.fields(layout, unknown));
    }

    /** What is not put is zero: so are {@code None}, and what lies behind the tag of a variant without payload. */
    private void put(ByteBuffer bytes, int at, Type type, String text) {
        switch (type) {
            case Type.Scalar(ScalarKind kind, var _) -> scalar(bytes, at, target.fixed(kind), text);
            case Type.Reference _ -> {
                ConstantTexts.Constant constant = ConstantTexts.of(text);
                bytes.putLong(at, constant.address()).putLong(at + Long.BYTES, constant.length());
            }
            case Type.Named named -> {
                if (plugin.type(named.name()) instanceof TypeDeclaration.Enum e) {
                    BigInteger tag = e.variants().stream()
                            .filter(variant -> variant.name().equals(text))
                            .map(Variant::discriminant)
                            .findFirst()
                            .orElseThrow();
                    integer(bytes, at, e.repr(), tag);
                }
            }
            case Type _ -> {}
        }
    }

    private void scalar(ByteBuffer bytes, int at, ScalarKind kind, String text) {
        switch (kind) {
            case BOOL -> bytes.put(at, (byte) (text.equals("true") ? 1 : 0));
            case CHAR -> bytes.putInt(at, text.codePointAt(0));
            case F32 -> bytes.putFloat(at, Float.parseFloat(text));
            case F64 -> bytes.putDouble(at, Double.parseDouble(text));
            case ScalarKind integer -> integer(bytes, at, integer, new BigInteger(text));
        }
    }

    private void integer(ByteBuffer bytes, int at, ScalarKind kind, BigInteger value) {
        for (int i = 0; i < target.sizeOf(kind); i++) {
            // Little-endian, as all targets are.
            bytes.put(at + i, value.shiftRight(Byte.SIZE * i).byteValue());
        }
    }

    /** All that two copies of a type may differ in. */
    private static String spelled(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s ->
                s.name() + s.fields().stream().map(Growth::spelled).toList();
            case TypeDeclaration.Enum e ->
                e.name()
                        + e.variants().stream()
                                .map(variant ->
                                        variant.name() + " = " + variant.discriminant() + spelled(variant.payload()))
                                .toList();
            case TypeDeclaration.Opaque o -> o.name();
        };
    }

    private static String spelled(Field field) {
        return field.name() + ": " + TypePrinter.print(field.type())
                + field.defaultValue().map(value -> " = " + value.text()).orElse("");
    }

    private static String spelled(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> "";
            case Payload.Positional p ->
                p.types().stream().map(TypePrinter::print).toList().toString();
            case Payload.Fields f ->
                f.fields().stream().map(Growth::spelled).toList().toString();
        };
    }
}
