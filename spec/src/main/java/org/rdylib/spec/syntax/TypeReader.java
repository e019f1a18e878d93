package org.rdylib.spec.syntax;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Code;
import org.rdylib.spec.DefaultValue;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Sequence;
import org.rdylib.spec.syntax.Node.Style;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads the declarations under {@code types:}. */
final class TypeReader {

    /** A variant with its payload in one word; between braces, YAML ends it at a comma. */
    private static final Pattern AS_IN_RUST = Pattern.compile("(\\w+) *(\\(.*)", Pattern.DOTALL);

    private static final Set<ScalarKind> REPRESENTATIONS = EnumSet.of(
            ScalarKind.U8,
            ScalarKind.U16,
            ScalarKind.U32,
            ScalarKind.U64,
            ScalarKind.I8,
            ScalarKind.I16,
            ScalarKind.I32,
            ScalarKind.I64);

    /** The largest alignment that gcc takes; Rust's {@code repr(align)} takes twice as much. */
    private static final int MAX_ALIGN = 1 << 28;

    private static final int MAX_STORAGE = 1 << 29;
    /** Append enums are made of {@code uint64_t}. */
    private static final int STORAGE_UNIT = 8;

    /** The keys that belong to the other kind of type, and what that is. */
    private static final Map<String, String> OF_ENUMS =
            Map.of("repr", "an enum", "storage", "an enum: behind a pointer, a struct may grow");

    private static final Map<String, String> OF_STRUCTS = Map.of("packed", "a struct", "align", "a struct");

    private final Diagnostics errors;
    private final Set<String> broken;

    TypeReader(Diagnostics errors, Set<String> broken) {
        this.errors = errors;
        this.broken = broken;
    }

    /** The name that a head which cannot be read probably declares. */
    static String nameIn(String head) {
        int end = 0;
        while (end < head.length()
                && (Character.isLetterOrDigit(head.charAt(end)) || "_:".indexOf(head.charAt(end)) >= 0)) {
            end++;
        }
        return head.substring(0, end);
    }

    Optional<TypeDeclaration> read(Entry entry) {
        int before = errors.count();
        Optional<TypeParser.Head> head = TypeParser.head(entry.key(), errors::add);
        Optional<TypeDeclaration> declaration = body(entry, head.orElse(new TypeParser.Head("_", List.of())));
        if (errors.count() > before) {
            broken.add(head.map(TypeParser.Head::name).orElse(nameIn(entry.key().text())));
        }
        return head.flatMap(_ -> declaration);
    }

    private Optional<TypeDeclaration> body(Entry entry, TypeParser.Head head) {
        if (!(entry.value() instanceof Mapping mapping)) {
            if (entry.value() instanceof Scalar scalar && scalar.text().equals("opaque") && !scalar.isMisread()) {
                return Optional.of(new TypeDeclaration.Opaque(
                        head.name(),
                        head.lifetimes(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        entry.key().at()));
            }
            errors.wrongShape(
                    entry.value(),
                    "a type is a mapping with `struct`, `enum` or `opaque`",
                    "`{struct: {start: u32, end: u32}}`, say; there are no other names for existing types");
            return Optional.empty();
        }
        boolean isEnum = mapping.get("enum").isPresent();
        boolean isStruct = mapping.get("struct").isPresent();
        boolean isOpaque = mapping.get("opaque").isPresent();
        Section section = new Section(
                mapping,
                isEnum ? "an enum" : isStruct ? "a struct" : isOpaque ? "an opaque type" : "a type",
                entry.key().at(),
                errors);
        Optional<String> doc = section.doc();
        if (isEnum && isStruct) {
            errors.add(
                    Code.UNKNOWN_KEY,
                    section.key("enum").at(),
                    "a type has either `struct` or `enum`",
                    "declare two types");
            return Optional.empty();
        }
        if (isEnum) {
            return Optional.of(enumOf(section, entry, head, doc));
        }
        if (isStruct) {
            return Optional.of(structOf(section, entry, head, doc));
        }
        if (isOpaque) {
            return Optional.of(OpaqueReader.read(section, entry.key().at(), head, doc, errors));
        }
        section.take("struct");
        section.take("enum");
        section.take("opaque");
        for (String key : List.of("repr", "packed", "align", "bounds", "evolves", "storage")) {
            section.take(key);
        }
        section.close(Map.of("methods", "an interface", "fields", "nothing: the fields stand below `struct`"));
        errors.add(
                Code.MISSING_KEY,
                entry.key().at(),
                "a type needs the key `struct`, `enum` or `opaque`",
                "`struct: {start: u32, end: u32}`, say");
        return Optional.empty();
    }

    private TypeDeclaration structOf(Section section, Entry entry, TypeParser.Head head, Optional<String> doc) {
        List<Field> fields = new ArrayList<>();
        for (Entry field : section.entries("struct", "`struct: {start: u32, end: u32}`, say")) {
            field(field).ifPresent(fields::add);
        }
        OptionalInt packed = powerOfTwo(section, "packed");
        OptionalInt align = powerOfTwo(section, "align");
        if (packed.isPresent() && align.isPresent()) {
            errors.add(
                    Code.BAD_VALUE,
                    section.key("align").at(),
                    "a struct has either `packed` or `align`, as in Rust",
                    "leave one of them out");
        }
        List<Claim> claims = ClaimReader.read(section, errors);
        Evolution evolution = evolution(section);
        section.close(OF_ENUMS);
        return new TypeDeclaration.Struct(
                head.name(),
                head.lifetimes(),
                fields,
                packed,
                align,
                evolution,
                claims,
                doc,
                entry.key().at());
    }

    private Evolution evolution(Section section) {
        Optional<Scalar> text = section.take("evolves").flatMap(n -> errors.text(n, "`evolves` is `append`"));
        text.filter(t -> !t.text().equals("append"))
                .ifPresent(t -> errors.add(
                        Code.BAD_VALUE,
                        t.at(),
                        Names.quote(t.text()) + " is no way to evolve",
                        "write `evolves: append`; without it, all versions of a type are the same"));
        return text.isPresent() ? Evolution.APPEND : Evolution.FROZEN;
    }

    private OptionalInt storage(Section section) {
        Optional<Scalar> text = section.take("storage").flatMap(n -> errors.text(n, "`storage` is a number of bytes"));
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        Optional<Integer> value = IntegerLiteral.of(text.get().text())
                .filter(n -> n.signum() > 0 && n.compareTo(BigInteger.valueOf(MAX_STORAGE)) <= 0)
                .map(BigInteger::intValueExact)
                .filter(n -> n % STORAGE_UNIT == 0);
        if (value.isEmpty()) {
            errors.add(
                    Code.BAD_VALUE,
                    text.get().at(),
                    Names.quote(text.get().text()) + " is not a number of bytes for `storage`",
                    "it is a multiple of 8, from 8 to 2^29");
        }
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private OptionalInt powerOfTwo(Section section, String key) {
        Optional<Scalar> text = section.take(key).flatMap(n -> errors.text(n, "`" + key + "` is a number of bytes"));
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        Optional<Integer> value = IntegerLiteral.of(text.get().text())
                .filter(n -> n.signum() > 0 && n.bitCount() == 1 && n.compareTo(BigInteger.valueOf(MAX_ALIGN)) <= 0)
                .map(BigInteger::intValueExact);
        if (value.isEmpty()) {
            errors.add(
                    Code.BAD_VALUE,
                    text.get().at(),
                    Names.quote(text.get().text()) + " is not a number of bytes for `" + key + "`",
                    "it is a power of two, from 1 to 2^28");
        }
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private Optional<Field> field(Entry entry) {
        Scalar key = entry.key();
        Optional<String> complaint = Names.complaint(key.text());
        complaint.ifPresent(c -> errors.badName(key, c, Names.mended(key.text())));
        Optional<Type> type;
        Optional<String> doc = Optional.empty();
        Optional<DefaultValue> defaultValue = Optional.empty();
        if (entry.value() instanceof Mapping mapping) {
            Section section = new Section(mapping, "a field", key.at(), errors);
            type = section.require("type", "`type: u32`, say").flatMap(errors::type);
            doc = section.doc();
            defaultValue = section.take("default")
                    .flatMap(n -> errors.text(n, "`default` is a value"))
                    .map(s -> new DefaultValue(s.text(), s.at()));
            section.close(Map.of("struct", "a type", "enum", "a type"));
        } else {
            type = errors.type(entry.value());
        }
        if (complaint.isPresent() || type.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Field(key.text(), type.get(), defaultValue, doc, key.at()));
    }

    private TypeDeclaration enumOf(Section section, Entry entry, TypeParser.Head head, Optional<String> doc) {
        List<Variant> variants = new ArrayList<>();
        BigInteger next = BigInteger.ZERO;
        for (Entry variant : section.entries("enum", "`enum: {Red, Green, Blue}`, say")) {
            Optional<BigInteger> given = discriminant(variant.value());
            BigInteger discriminant = given.orElse(next);
            next = discriminant.add(BigInteger.ONE);
            variant(variant, discriminant, given.isPresent()).ifPresent(variants::add);
        }
        ScalarKind repr = section.take("repr").flatMap(this::representation).orElse(ScalarKind.U8);
        List<Claim> claims = ClaimReader.read(section, errors);
        Evolution evolution = evolution(section);
        OptionalInt storage = storage(section);
        section.close(OF_STRUCTS);
        return new TypeDeclaration.Enum(
                head.name(),
                head.lifetimes(),
                repr,
                variants,
                evolution,
                storage,
                claims,
                doc,
                entry.key().at());
    }

    private static Optional<BigInteger> discriminant(Node value) {
        return value instanceof Scalar scalar && scalar.style() == Style.PLAIN && !scalar.isMisread()
                ? IntegerLiteral.of(scalar.text())
                : Optional.empty();
    }

    private Optional<Variant> variant(Entry entry, BigInteger discriminant, boolean isInteger) {
        Scalar key = entry.key();
        Optional<String> complaint = Names.complaint(key.text());
        complaint.ifPresent(c -> errors.badName(key, c, withPayload(key.text()).or(() -> Names.mended(key.text()))));
        Optional<Payload> payload = isInteger ? Optional.of(new Payload.None()) : payload(key, entry.value());
        if (complaint.isPresent()) {
            return Optional.empty();
        }
        return payload.map(p -> new Variant(key.text(), discriminant, p, Optional.empty(), key.at()));
    }

    /** What to write instead of a variant that is written as in Rust, {@code A(u32)}. */
    private static Optional<String> withPayload(String key) {
        Matcher variant = AS_IN_RUST.matcher(key);
        return variant.matches() && Names.complaint(variant.group(1)).isEmpty()
                ? Optional.of(variant.group(1) + ": \"" + (key.endsWith(")") ? variant.group(2) : "(…)") + "\"")
                : Optional.empty();
    }

    private Optional<Payload> payload(Scalar key, Node value) {
        if (errors.isMisread(value)) {
            return Optional.empty();
        }
        return switch (value) {
            case Mapping mapping -> fields(mapping);
            case Scalar scalar when scalar.isNull() -> Optional.of(new Payload.None());
            case Scalar scalar
            when isNumber(scalar) -> {
                errors.add(
                        Code.BAD_VALUE,
                        scalar.at(),
                        Names.quote(scalar.text()) + " is not a discriminant",
                        "a discriminant is an integer as Rust writes it: `10`, `-1`, `0x1F`");
                yield Optional.empty();
            }
            case Scalar scalar -> TypeParser.payload(scalar, errors::add).map(Payload.Positional::new);
            case Sequence list -> {
                errors.add(
                        Code.WRONG_SHAPE,
                        list.at(),
                        "a variant carries nothing, types in parentheses or a mapping of fields, and this is a list",
                        "`" + key.text() + ": \"(u32, u32)\"` or `" + key.text() + ": {line: u32, column: u32}`, say");
                yield Optional.empty();
            }
        };
    }

    private static boolean isNumber(Scalar scalar) {
        return scalar.style() == Style.PLAIN && scalar.text().matches("[-+]?\\.?\\d.*");
    }

    private Optional<Payload> fields(Mapping mapping) {
        List<Field> fields = new ArrayList<>();
        for (Entry field : mapping.entries()) {
            field(field).ifPresent(fields::add);
        }
        if (mapping.entries().isEmpty()) {
            errors.add(
                    Code.WRONG_SHAPE,
                    mapping.at(),
                    "a variant that carries fields has at least one",
                    "leave the value of a variant without payload empty");
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Payload.Fields(fields));
    }

    private Optional<ScalarKind> representation(Node node) {
        return errors.text(node, "`repr` is an integer type").flatMap(text -> {
            Optional<ScalarKind> kind = ScalarKind.of(text.text()).filter(REPRESENTATIONS::contains);
            if (kind.isEmpty()) {
                errors.add(
                        Code.BAD_VALUE,
                        text.at(),
                        Names.quote(text.text()) + " cannot represent an enum",
                        "`repr` is one of `u8`, `u16`, `u32`, `u64`, `i8`, `i16`, `i32` and `i64`");
            }
            return kind;
        });
    }
}
