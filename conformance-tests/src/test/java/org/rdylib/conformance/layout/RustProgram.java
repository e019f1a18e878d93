package org.rdylib.conformance.layout;

import java.util.List;
import java.util.stream.Collectors;
import org.rdylib.conformance.layout.Expressions.Member;
import org.rdylib.conformance.layout.Expressions.Tagged;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/**
 * A Rust program that prints the layout of each type: with Rust's own {@code repr(C)}, {@code repr(u8)} and the like,
 * references and niches, and structs in {@code repr(C)} for the owners that Rust does not have.
 */
final class RustProgram {

    private static final String PRELUDE = """
        #![feature(offset_of_enum)]
        #![allow(dead_code, improper_ctypes_definitions)]
        use std::mem::{align_of, offset_of, size_of};
        type Data = std::ptr::NonNull<u8>;
        type Free = unsafe extern "C" fn(*mut u8, usize, usize);
        #[repr(C)] struct Owned { data: Data, free: Free }
        #[repr(C)] struct OwnedSequence { data: Data, length: usize, free: Free }
        #[repr(C)] struct Growable { data: Data, length: usize, capacity: usize, free: Free }
        #[repr(C)] struct Object { data: Data, table: &'static usize }
        """;

    private final Expressions expressions;
    private final RandomTypes types;
    private final StringBuilder declarations = new StringBuilder();
    private final StringBuilder table = new StringBuilder();

    private RustProgram(RandomTypes types, Expressions expressions) {
        this.types = types;
        this.expressions = expressions;
    }

    static String of(RandomTypes types, Expressions expressions) {
        RustProgram program = new RustProgram(types, expressions);
        expressions.all().forEach((type, name) -> program.type(name, type));
        return PRELUDE
                + program.declarations
                + "static TABLE: &[(&str, usize, usize)] = &[\n"
                + program.table
                + "];\nfn main() { for (path, a, b) in TABLE { println!(\"{path} {a} {b}\"); } }\n";
    }

    private void type(String name, Type type) {
        switch (type) {
            case Type.Scalar s -> define(name, s.kind().spelling());
            case Type.Named n -> declared(name, types.type(n.name()));
            case Type.Tuple t -> {
                declare(name, "#[repr(C)] struct %s(%s);".formatted(name, list(Expressions.positional(t.elements()))));
                Expressions.positional(t.elements()).forEach(m -> slot(name, m.path(), m));
            }
            case Type.Array a -> define(name, "[%s; %d]".formatted(expressions.name(a.element()), a.length()));
            case Type.Reference r -> define(name, "&'static " + target(r.target()));
            case Type.Pointer p -> define(name, "*const " + expressions.name(p.target()));
            case Type.Function _ -> define(name, "extern \"C\" fn()");
            case Type.Boxed b
            when b.target() instanceof Type.Str || b.target() instanceof Type.Slice -> define(name, "OwnedSequence");
            case Type.Boxed b when b.target() instanceof Type.Closure -> define(name, "Object");
            case Type.Boxed _ -> define(name, "Owned");
            case Type.Shared _ -> define(name, "Object");
            case Type.Vector _, Type.Text _ -> define(name, "Growable");
            case Type.Option o
            when CProgram.nullable(o.value()) -> define(name, "Option<" + expressions.name(o.value()) + ">");
            case Type.Option o -> tagged(name, Tagged.option(o));
            case Type.Result r -> tagged(name, Tagged.result(r));
            case Type.Unit _, Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ -> {}
        }
    }

    /** Rust's own {@code &CStr} has two words; the descriptor's has one. */
    private String target(Type target) {
        return switch (target) {
            case Type.Str _ -> "str";
            case Type.Slice s -> "[" + expressions.name(s.element()) + "]";
            case Type.CStr _ -> "std::ffi::c_char";
            case Type.Closure _ -> "dyn Fn()";
            case Type other -> expressions.name(other);
        };
    }

    private void declared(String name, TypeDeclaration declaration) {
        switch (declaration) {
            case TypeDeclaration.Struct s -> {
                String packed = s.packed().isPresent()
                        ? ", packed(%d)".formatted(s.packed().getAsInt())
                        : "";
                String align = s.align().isPresent()
                        ? ", align(%d)".formatted(s.align().getAsInt())
                        : "";
                List<Member> members = s.fields().stream()
                        .map(f -> new Member(f.name(), f.type()))
                        .toList();
                declare(name, "#[repr(C%s%s)] struct %s {%s}".formatted(packed, align, name, fields(members)));
                members.forEach(m -> slot(name, m.path(), m));
            }
            case TypeDeclaration.Enum e -> tagged(name, new Tagged(e.repr(), e.variants()));
        }
    }

    private void tagged(String name, Tagged tagged) {
        String variants = tagged.variants().stream()
                .map(v -> v.name() + payload(v.payload()) + " = " + v.discriminant())
                .collect(Collectors.joining(", "));
        declare(name, "#[repr(%s)] enum %s { %s }".formatted(tagged.repr().spelling(), name, variants));
        for (Variant variant : tagged.variants()) {
            Expressions.members(variant.payload()).forEach(m -> slot(name, variant.name() + "." + m.path(), m));
        }
    }

    private String payload(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> "";
            case Payload.Positional _ -> "(" + list(Expressions.members(payload)) + ")";
            case Payload.Fields _ -> " {" + fields(Expressions.members(payload)) + "}";
        };
    }

    private String list(List<Member> members) {
        return members.stream().map(m -> expressions.name(m.type()) + ", ").collect(Collectors.joining());
    }

    private String fields(List<Member> members) {
        return members.stream()
                .map(m -> m.path() + ": " + expressions.name(m.type()) + ", ")
                .collect(Collectors.joining());
    }

    private void define(String name, String type) {
        declare(name, "type " + name + " = " + type + ";");
    }

    private void declare(String name, String declaration) {
        declarations.append(declaration).append('\n');
        table.append("(\"%s\", size_of::<%s>(), align_of::<%s>()),%n".formatted(name, name, name));
    }

    private void slot(String name, String path, Member member) {
        table.append("(\"%s.%s\", offset_of!(%s, %s), size_of::<%s>()),%n"
                .formatted(name, path, name, path, expressions.name(member.type())));
    }
}
