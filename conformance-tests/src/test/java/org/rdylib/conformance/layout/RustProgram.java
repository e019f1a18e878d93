package org.rdylib.conformance.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rdylib.conformance.layout.Expressions.Member;
import org.rdylib.conformance.layout.Expressions.Tagged;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/**
 * A Rust program that prints the layout of each type, or asserts it: with Rust's own {@code repr(C)}, {@code repr(u8)}
 * and the like, references and niches, and structs in {@code repr(C)} for the owners that Rust does not have.
 */
final class RustProgram {

    private static final String PRELUDE = """
        type Free = unsafe extern "C" fn(*mut u8, usize, usize);
        #[repr(C)] struct Owned { data: Data, free: Free }
        #[repr(C)] struct OwnedSequence { data: Data, length: usize, free: Free }
        #[repr(C)] struct Growable { data: Data, length: usize, capacity: usize, free: Free }
        #[repr(C)] struct Object { data: Data, table: &'static usize }
        trait Any {}
        """;

    private static final String PRINTING = """
        #![feature(offset_of_enum)]
        #![allow(dead_code, improper_ctypes_definitions)]
        use std::ffi::*;
        use std::mem::{align_of, offset_of, size_of, ManuallyDrop, MaybeUninit};
        type Data = std::ptr::NonNull<u8>;
        /// Which variant a value with that discriminant is.
        macro_rules! tag { ($name:literal, $t:ident, $repr:ty, $d:expr, $($v:ident),*) => {{
            let mut value = MaybeUninit::<$t>::zeroed();
            let variant = unsafe {
                value.as_mut_ptr().cast::<$repr>().write($d);
                match &*value.as_ptr() { $($t::$v { .. } => stringify!($v)),* }
            };
            println!("{}#{variant} {} 0", $name, $d as $repr);
        }} }
        """;

    /**
     * Rust without its library, which is there for the machine's own target only: as much of the language as types and
     * their layouts need. (Lang items are the compiler's own business: another version may want others.)
     */
    static final String WITHOUT_LIBRARY = """
        #![feature(no_core, lang_items, intrinsics, rustc_attrs, decl_macro, offset_of_enum, builtin_syntax)]
        #![feature(auto_traits, freeze_impls)]
        #![allow(internal_features, dead_code, improper_ctypes_definitions, non_camel_case_types)]
        #![no_core]
        #![crate_type = "lib"]
        #[lang = "pointee_sized"] trait PointeeSized {}
        #[lang = "meta_sized"] trait MetaSized: PointeeSized {}
        #[lang = "sized"] trait Sized: MetaSized {}
        #[lang = "copy"] trait Copy {}
        #[lang = "freeze"] unsafe auto trait Freeze {}
        #[lang = "legacy_receiver"] trait LegacyReceiver {}
        #[lang = "neg"] trait Neg { type Output; fn neg(self) -> Self::Output; }
        impl Copy for i8 {}
        impl Neg for i8 { type Output = i8; fn neg(self) -> i8 { -self } }
        impl Copy for i16 {}
        impl Neg for i16 { type Output = i16; fn neg(self) -> i16 { -self } }
        impl Copy for i32 {}
        impl Neg for i32 { type Output = i32; fn neg(self) -> i32 { -self } }
        impl Copy for i64 {}
        impl Neg for i64 { type Output = i64; fn neg(self) -> i64 { -self } }
        #[rustc_intrinsic] const fn size_of<T>() -> usize;
        #[rustc_intrinsic] const fn align_of<T>() -> usize;
        #[rustc_intrinsic] #[lang = "offset_of"] const fn offset_of<T: PointeeSized>(variant: u32, field: u32) -> usize;
        macro offset_of($t:ty, $($field:tt)+) { builtin # offset_of($t, $($field)+) }
        #[lang = "bikeshed_guaranteed_no_drop"] trait BikeshedGuaranteedNoDrop {}
        #[lang = "manually_drop"] #[repr(transparent)] struct ManuallyDrop<T> { value: T }
        enum Option<T> { None, Some(T) }
        type Data = &'static u8;
        type c_char = i8;
        type c_schar = i8;
        type c_uchar = u8;
        type c_short = i16;
        type c_ushort = u16;
        type c_int = i32;
        type c_uint = u32;
        #[cfg(all(target_pointer_width = "64", not(windows)))] type c_long = i64;
        #[cfg(not(all(target_pointer_width = "64", not(windows))))] type c_long = i32;
        #[cfg(all(target_pointer_width = "64", not(windows)))] type c_ulong = u64;
        #[cfg(not(all(target_pointer_width = "64", not(windows))))] type c_ulong = u32;
        type c_longlong = i64;
        type c_ulonglong = u64;
        """;

    private final Expressions expressions;
    private final RandomTypes types;
    private final StringBuilder declarations = new StringBuilder();
    private final List<Fact> facts = new ArrayList<>();

    RustProgram(RandomTypes types, Expressions expressions) {
        this.types = types;
        this.expressions = expressions;
        expressions.all().forEach((type, name) -> type(name, type));
    }

    /** All that it prints. */
    List<Fact> facts() {
        return facts;
    }

    /**
     * Prints a line for each fact: its key, and two numbers.
     *
     * @param answers tells the discriminants, of which the program says what variant they belong to
     */
    String printing(Function<Fact, Fact.Answer> answers) {
        StringBuilder table = new StringBuilder();
        StringBuilder tags = new StringBuilder();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.Size s ->
                    table.append("(\"%s\", size_of::<%2$s>(), align_of::<%2$s>()),%n".formatted(s.key(), s.type()));
                case Fact.Part p ->
                    table.append("(\"%s\", offset_of!(%s, %s), size_of::<%s>()),%n"
                            .formatted(p.key(), variants(p.type()), p.member(), p.memberType()));
                case Fact.Tag t -> {
                    TypeDeclaration.Enum e = (TypeDeclaration.Enum) types.type(t.type());
                    String all = e.variants().stream().map(Variant::name).collect(Collectors.joining(", "));
                    tags.append("fn tag_%s_%s() { tag!(\"%s\", %s, %s, %s, %s) }%n"
                            .formatted(
                                    t.type(),
                                    t.variant(),
                                    t.type(),
                                    variants(t.type()),
                                    e.repr().spelling(),
                                    answers.apply(t).first(),
                                    all));
                }
            }
        }
        String calls = facts.stream()
                .filter(Fact.Tag.class::isInstance)
                .map(Fact.Tag.class::cast)
                .map(t -> "tag_" + t.type() + "_" + t.variant() + "();\n")
                .collect(Collectors.joining());
        return PRINTING
                + PRELUDE
                + declarations
                + tags
                + "static TABLE: &[(&str, usize, usize)] = &[\n"
                + table
                + "];\nfn main() { for (path, a, b) in TABLE { println!(\"{path} {a} {b}\"); }\n"
                + calls
                + "}\n";
    }

    /** Compiles, for whatever target, only where each fact but the discriminants is as {@code answers} has it. */
    String asserting(Function<Fact, Fact.Answer> answers) {
        StringBuilder program =
                new StringBuilder(WITHOUT_LIBRARY).append(PRELUDE).append(declarations);
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.Size s -> {
                    equal(
                            program,
                            "size_of::<" + s.type() + ">()",
                            answers.apply(s).first());
                    equal(
                            program,
                            "align_of::<" + s.type() + ">()",
                            answers.apply(s).second());
                }
                case Fact.Part p -> {
                    equal(
                            program,
                            "offset_of!(" + variants(p.type()) + ", " + p.member() + ")",
                            answers.apply(p).first());
                    equal(
                            program,
                            "size_of::<" + p.memberType() + ">()",
                            answers.apply(p).second());
                }
                case Fact.Tag _ -> {}
            }
        }
        return program.toString();
    }

    private static void equal(StringBuilder program, String expression, String value) {
        program.append("const _: [(); %s] = [(); %s];%n".formatted(value, expression));
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
            case Type.Boxed b when CProgram.isObject(b.target()) -> define(name, "Object");
            case Type.Handle _ -> define(name, "Data");
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
            case Type.CStr _ -> "i8";
            case Type.Closure _, Type.InterfaceObject _ -> "dyn Any";
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
            case TypeDeclaration.Opaque _ -> declarations.append("struct " + name + ";\n");
            case TypeDeclaration.Enum e -> {
                e.storage()
                        .ifPresent(n -> declarations.append(
                                "#[repr(C)] union %1$s { value: ManuallyDrop<%2$s>, storage: [u64; %3$d] }%n"
                                        .formatted(name, variants(name), n / Long.BYTES)));
                tagged(name, new Tagged(e.repr(), e.variants()));
            }
        }
    }

    private void tagged(String name, Tagged tagged) {
        String variants = tagged.variants().stream()
                .map(v -> v.name() + payload(v.payload()) + types.discriminant(name, v))
                .collect(Collectors.joining(", "));
        declare(name, "#[repr(%s)] enum %s { %s }".formatted(tagged.repr().spelling(), variants(name), variants));
        for (Variant variant : tagged.variants()) {
            if (isDeclared(name)) {
                facts.add(new Fact.Tag(name, variant.name()));
            }
            Expressions.members(variant.payload()).forEach(m -> slot(name, variant.name() + "." + m.path(), m));
        }
    }

    /** The enum of a type's variants: itself, unless it has storage, of which they are one use. */
    private String variants(String name) {
        return isDeclared(name)
                        && types.type(name) instanceof TypeDeclaration.Enum e
                        && e.storage().isPresent()
                ? name + "Value"
                : name;
    }

    /** Not an {@code Option} or {@code Result} within another type. */
    private static boolean isDeclared(String name) {
        return name.startsWith("T");
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
        facts.add(new Fact.Size(name));
    }

    private void slot(String name, String path, Member member) {
        facts.add(new Fact.Part(name, path, path, expressions.name(member.type())));
    }
}
