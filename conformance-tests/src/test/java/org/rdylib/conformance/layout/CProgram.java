package org.rdylib.conformance.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rdylib.conformance.layout.Expressions.Member;
import org.rdylib.conformance.layout.Expressions.Tagged;
import org.rdylib.spec.Field;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/**
 * A C program that prints the layout of each type. Written from the rules for C by hand, word for word, and sharing
 * nothing with what it tests.
 */
final class CProgram {

    private static final String PRELUDE = """
        #include <stdbool.h>
        #include <stddef.h>
        #include <stdint.h>
        #include <stdio.h>
        #define TYPE(n, T) printf("%s %zu %zu\\n", n, sizeof(T), _Alignof(T));
        #define SLOT(n, T, m, p) printf("%s.%s %zu %zu\\n", n, p, offsetof(T, m), sizeof(((T *)0)->m));
        typedef void (*release)(void *, size_t, size_t);
        """;

    private final Expressions expressions;
    private final RandomTypes types;
    private final StringBuilder declarations = new StringBuilder();
    private final StringBuilder prints = new StringBuilder();

    private CProgram(RandomTypes types, Expressions expressions) {
        this.types = types;
        this.expressions = expressions;
    }

    static String of(RandomTypes types, Expressions expressions) {
        CProgram program = new CProgram(types, expressions);
        expressions.all().forEach((type, name) -> program.type(name, type));
        return PRELUDE + program.declarations + "int main(void) {\n" + program.prints + "}\n";
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
            when r.target() instanceof Type.Closure -> words(name, "void *data; const void *table;", "data", "table");
            case Type.Reference _, Type.Pointer _ -> words(name, "const void *data;", "data");
            case Type.Function _ -> words(name, "void (*code)(void);", "code");
            case Type.Boxed b
            when b.target() instanceof Type.Str || b.target() instanceof Type.Slice ->
                words(name, "void *data; size_t length; release free;", "data", "length", "free");
            case Type.Boxed b
            when b.target() instanceof Type.Closure -> words(name, "void *data; const void *table;", "data", "table");
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
            case Type.Option o -> union(name, Tagged.option(o));
            case Type.Result r -> union(name, Tagged.result(r));
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
            case TypeDeclaration.Enum e when e.hasPayload() -> union(name, new Tagged(e.repr(), e.variants()));
            case TypeDeclaration.Enum e -> define(name, scalar(e.repr()));
        }
    }

    private static Member member(Field field) {
        return new Member(field.name(), field.type());
    }

    private void struct(String name, List<Member> members, String attribute) {
        declare(name, "typedef struct " + attribute + " { " + fields(members) + "} " + name + ";");
        members.forEach(m -> slot(name, identifier(m.path()), m.path()));
    }

    private void union(String name, Tagged tagged) {
        String tag = scalar(tagged.repr()) + " tag;";
        List<String> members = new ArrayList<>(List.of(tag));
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
        prints.append("TYPE(\"%s\", %s)%n".formatted(name, name));
    }

    private void slot(String name, String member, String path) {
        prints.append("SLOT(\"%s\", %s, %s, \"%s\")%n".formatted(name, name, member, path));
    }

    static boolean nullable(Type type) {
        return switch (type) {
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
        };
    }
}
