package org.rdylib.conformance.layout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rdylib.conformance.layout.Expressions.Member;
import org.rdylib.conformance.layout.Expressions.Tagged;
import org.rdylib.spec.Field;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/**
 * A C program that prints the layout of each type, or asserts it. Written from the rules for C by hand, word for word, and
 * sharing nothing with what it tests.
 */
final class CProgram {

    private static final String PRELUDE = """
        #include <stdbool.h>
        #include <stddef.h>
        #include <stdint.h>
        typedef void (*release)(void *, size_t, size_t);
        """;

    private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);

    private final Expressions expressions;
    private final RandomTypes types;
    private final StringBuilder declarations = new StringBuilder();
    private final List<Fact> facts = new ArrayList<>();

    CProgram(RandomTypes types, Expressions expressions) {
        this.types = types;
        this.expressions = expressions;
        expressions.all().forEach((type, name) -> type(name, type));
    }

    /** All that it prints or asserts. */
    List<Fact> facts() {
        return facts;
    }

    /** Prints a line for each fact: its key, and two numbers. */
    String printing() {
        StringBuilder program = new StringBuilder("#include <stdio.h>\n" + PRELUDE).append(declarations);
        program.append("int main(void) {\n");
        for (Fact fact : facts) {
            program.append(
                    switch (fact) {
                        case Fact.Size s ->
                            "printf(\"%s %%zu %%zu\\n\", sizeof(%2$s), _Alignof(%2$s));%n".formatted(s.key(), s.type());
                        case Fact.Part p ->
                            "printf(\"%s %%zu %%zu\\n\", offsetof(%2$s, %3$s), sizeof(((%2$s *)0)->%3$s));%n"
                                    .formatted(p.key(), p.type(), p.member());
                        case Fact.Tag t ->
                            "printf(\"%s %%d 0\\n\", %s_%s);%n".formatted(t.key(), t.type(), t.variant());
                    });
        }
        return program.append("}\n").toString();
    }

    /** Compiles only where each fact is as {@code answers} has it. */
    String asserting(Function<Fact, Fact.Answer> answers) {
        StringBuilder program = new StringBuilder(PRELUDE).append(declarations);
        for (Fact fact : facts) {
            Fact.Answer answer = answers.apply(fact);
            String condition = switch (fact) {
                case Fact.Size s ->
                    "sizeof(%1$s) == %2$s && _Alignof(%1$s) == %3$s"
                            .formatted(s.type(), answer.first(), answer.second());
                case Fact.Part p ->
                    "offsetof(%1$s, %2$s) == %3$s && sizeof(((%1$s *)0)->%2$s) == %4$s"
                            .formatted(p.type(), p.member(), answer.first(), answer.second());
                case Fact.Tag t -> "%s_%s == %s".formatted(t.type(), t.variant(), answer.first());
            };
            program.append("_Static_assert(%s, \"%s\");%n".formatted(condition, fact.key()));
        }
        return program.toString();
    }

    private void type(String name, Type type) {
        switch (type) {
            case Type.Scalar s -> define(name, scalar(s.kind()));
            case Type.Named n -> declared(name, types.type(n.name()));
            case Type.Tuple t -> struct(name, Expressions.positional(t.elements()), "");
            case Type.Array a ->
                declare(name, "typedef %s %s[%d];".formatted(expressions.name(a.element()), name, a.length()));
            case Type.Reference r
            when r.target() instanceof Type.Str || r.target() instanceof Type.Slice ->
                words(name, "const void *data; size_t length;", "data", "length");
            case Type.Reference r
            when isObject(r.target()) -> words(name, "void *data; const void *table;", "data", "table");
            case Type.Reference _, Type.Pointer _ -> words(name, "const void *data;", "data");
            case Type.Function _ -> words(name, "void (*code)(void);", "code");
            case Type.Boxed b
            when b.target() instanceof Type.Str || b.target() instanceof Type.Slice ->
                words(name, "void *data; size_t length; release free;", "data", "length", "free");
            case Type.Boxed b
            when isObject(b.target()) -> words(name, "void *data; const void *table;", "data", "table");
            case Type.Handle _ -> words(name, "struct opaque *data;", "data");
            case Type.Boxed _ -> words(name, "void *data; release free;", "data", "free");
            case Type.Shared _ -> words(name, "const void *data; const void *table;", "data", "table");
            case Type.Vector _, Type.Text _ ->
                words(
                        name,
                        "void *data; size_t length; size_t capacity; release free;",
                        "data",
                        "length",
                        "capacity",
                        "free");
            case Type.Option o when nullable(o.value()) -> define(name, expressions.name(o.value()));
            case Type.Option o -> union(name, Tagged.option(o), List.of());
            case Type.Result r -> union(name, Tagged.result(r), List.of());
            case Type.Unit _, Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ -> {}
        }
    }

    private void declared(String name, TypeDeclaration declaration) {
        switch (declaration) {
            case TypeDeclaration.Struct s -> {
                s.packed().ifPresent(n -> declarations.append("#pragma pack(push, %d)\n".formatted(n)));
                struct(
                        name,
                        s.fields().stream().map(CProgram::member).toList(),
                        s.align().isPresent()
                                ? "__attribute__((aligned(%d)))"
                                        .formatted(s.align().getAsInt())
                                : "");
                s.packed().ifPresent(_ -> declarations.append("#pragma pack(pop)\n"));
            }
            case TypeDeclaration.Enum e
            when e.hasPayload() ->
                union(
                        name,
                        new Tagged(e.repr(), e.variants()),
                        e.storage().isPresent()
                                ? List.of("uint64_t storage[%d];"
                                        .formatted(e.storage().getAsInt() / Long.BYTES))
                                : List.of());
            case TypeDeclaration.Enum e -> {
                define(name, scalar(e.repr()));
                constants(e);
            }
            case TypeDeclaration.Opaque _ -> declarations.append("struct " + name + ";\n");
        }
    }

    /** As an enumeration, which gives each constant that has no value of its own one more than the one before. */
    private void constants(TypeDeclaration.Enum e) {
        boolean fitsInt = e.variants().stream()
                .map(Variant::discriminant)
                .allMatch(d -> d.compareTo(INT_MIN) >= 0 && d.compareTo(INT_MAX) <= 0);
        if (fitsInt) {
            declarations.append(e.variants().stream()
                    .map(v -> e.name() + "_" + v.name()
                            + types.discriminant(e.name(), v).replace("-2147483648", "(-2147483647 - 1)"))
                    .collect(Collectors.joining(", ", "enum { ", " };\n")));
            e.variants().forEach(v -> facts.add(new Fact.Tag(e.name(), v.name())));
        }
    }

    static boolean isObject(Type type) {
        return type instanceof Type.Closure || type instanceof Type.InterfaceObject;
    }

    private static Member member(Field field) {
        return new Member(field.name(), field.type());
    }

    private void struct(String name, List<Member> members, String attribute) {
        declare(name, "typedef struct " + attribute + " { " + fields(members) + "} " + name + ";");
        members.forEach(m -> slot(name, identifier(m.path()), m.path()));
    }

    private void union(String name, Tagged tagged, List<String> more) {
        String tag = scalar(tagged.repr()) + " tag;";
        List<String> members = new ArrayList<>(more);
        members.add(tag);
        for (Variant variant : tagged.variants()) {
            members.add("struct { " + tag + " " + fields(Expressions.members(variant.payload())) + "} " + variant.name()
                    + ";");
        }
        declare(name, "typedef union { " + String.join(" ", members) + " } " + name + ";");
        slot(name, "tag", "tag");
        for (Variant variant : tagged.variants()) {
            Expressions.members(variant.payload())
                    .forEach(m ->
                            slot(name, variant.name() + "." + identifier(m.path()), variant.name() + "." + m.path()));
        }
    }

    private String fields(List<Member> members) {
        return members.stream()
                .map(m -> expressions.name(m.type()) + " " + identifier(m.path()) + "; ")
                .collect(Collectors.joining());
    }

    private static String identifier(String path) {
        return Character.isDigit(path.charAt(0)) ? "_" + path : path;
    }

    private void words(String name, String fields, String... words) {
        declare(name, "typedef struct { " + fields + " } " + name + ";");
        for (String word : words) {
            slot(name, word, word);
        }
    }

    private void define(String name, String type) {
        declare(name, "typedef " + type + " " + name + ";");
    }

    private void declare(String name, String declaration) {
        declarations.append(declaration).append('\n');
        facts.add(new Fact.Size(name));
    }

    private void slot(String name, String member, String path) {
        facts.add(new Fact.Part(name, path, member, ""));
    }

    static boolean nullable(Type type) {
        return switch (type) {
            case Type.Handle _ -> true;
            case Type.Reference _, Type.Boxed _, Type.Shared _, Type.Vector _, Type.Text _, Type.Function _ -> true;
            default -> false;
        };
    }

    private static String scalar(ScalarKind kind) {
        return switch (kind) {
            case BOOL -> "bool";
            case CHAR, U32 -> "uint32_t";
            case U8 -> "uint8_t";
            case U16 -> "uint16_t";
            case U64 -> "uint64_t";
            case U128 -> "unsigned __int128";
            case I8 -> "int8_t";
            case I16 -> "int16_t";
            case I32 -> "int32_t";
            case I64 -> "int64_t";
            case I128 -> "__int128";
            case USIZE -> "size_t";
            case ISIZE -> "ptrdiff_t";
            case F32 -> "float";
            case F64 -> "double";
            case C_CHAR -> "char";
            case C_SCHAR -> "signed char";
            case C_UCHAR -> "unsigned char";
            case C_SHORT -> "short";
            case C_USHORT -> "unsigned short";
            case C_INT -> "int";
            case C_UINT -> "unsigned int";
            case C_LONG -> "long";
            case C_ULONG -> "unsigned long";
            case C_LONGLONG -> "long long";
            case C_ULONGLONG -> "unsigned long long";
        };
    }
}
