package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.codegen.rust.Crossing.CParameter;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.layout.Passing;
import org.rdylib.spec.layout.Word;

/** Decides how each parameter of a signature crosses the boundary, in both directions. */
final class Crossings {

    private static final String MAYBE = "::core::mem::MaybeUninit";

    private final Declarations declarations;
    private final RustTypes types;
    private final Conversions conversions;
    private final Closures closures;
    private final Derives derives;
    private final String rt;

    Crossings(Declarations declarations, RustTypes types, Derives derives, Closures closures, String rt) {
        this.derives = derives;
        this.declarations = declarations;
        this.types = types;
        this.conversions = new Conversions(types.in(LifetimeStyle.INFERRED));
        this.closures = closures;
        this.rt = rt;
    }

    /**
     * The parameters of a signature, without its receiver.
     *
     * @param scope the names that the bodies use otherwise
     * @param function what messages call the function
     */
    List<Crossing> of(Signature signature, Scope scope, String function) {
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i < signature.parameters().size(); i++) {
            Parameter p = signature.parameters().get(i);
            String name = scope.take(p.name().isEmpty() || p.name().equals("_") ? "a" + i : p.name());
            String place = literal(function + "(" + name + ")");
            crossings.add(
                    switch (Passing.of(p.type())) {
                        case Passing.ByValue _ -> byValue(p.type(), name, place);
                        case Passing.InTwoWords words
                        when words.second() == Word.LENGTH ->
                            sequence(p.type(), name, scope.take(name + "_length"), place);
                        case Passing.InTwoWords _ ->
                            object(
                                    p.type(),
                                    Confinement.isConfined(signature, p),
                                    name,
                                    scope.take(name + "_table"),
                                    place);
                    });
        }
        return crossings;
    }

    /** A place as the runtime takes it. */
    static String literal(String place) {
        return "\"" + place + "\"";
    }

    /** A type by value in a C signature. */
    String valueType(Type type) {
        return switch (type) {
            case Type.Scalar s when s.kind() == ScalarKind.BOOL -> "u8";
            case Type.Scalar s when s.kind() == ScalarKind.CHAR -> "u32";
            case Type.Scalar s -> types.stored(s);
            case Type.Named n when tag(n).isPresent() -> tag(n).get().spelling();
            case Type.Pointer _ -> types.in(LifetimeStyle.ERASED).stored(type);
            case Type.Reference r when r.target() instanceof Type.CStr -> "*const ::core::ffi::c_char";
            case Type.Option o
            when o.value() instanceof Type.Reference r && Passing.of(type) instanceof Passing.ByValue -> valueType(r);
            case Type.Reference r
            when Passing.of(type) instanceof Passing.ByValue ->
                (r.mutability() == Mutability.SHARED ? "*const " : "*mut ")
                        + types.in(LifetimeStyle.ERASED).stored(r.target());
            case Type _
            when Passing.of(type) instanceof Passing.InTwoWords words ->
                words.second() == Word.LENGTH ? rt + "::Words" : rt + "::Raw";
            case Type _ -> MAYBE + "<" + types.in(LifetimeStyle.ERASED).stored(type) + ">";
        };
    }

    /** The integer that a plain enum is. */
    private Optional<ScalarKind> tag(Type.Named named) {
        return declarations.type(named.name()) instanceof TypeDeclaration.Enum e && !e.hasPayload()
                ? Optional.of(e.repr())
                : Optional.empty();
    }

    private Crossing byValue(Type type, String name, String place) {
        List<CParameter> parameters = List.of(new CParameter(name, valueType(type)));
        return new Crossing(
                parameters,
                () -> received(type, name, place),
                kept(type, name, name, place),
                List::of,
                List.of(given(type, name)));
    }

    /** The author's value, made of {@code wire}, which has the type that {@link #valueType} says and came at {@code place}. */
    String received(Type type, String wire, String place) {
        return switch (type) {
            case Type.Scalar s when s.kind() == ScalarKind.BOOL -> rt + "::boolean(" + wire + ", " + place + ")";
            case Type.Scalar s when s.kind() == ScalarKind.CHAR -> rt + "::character(" + wire + ", " + place + ")";
            case Type.Scalar _ -> wire;
            case Type.Pointer _ -> wire + ".cast()";
            case Type.Option o
            when o.value() instanceof Type.Reference r && Passing.of(type) instanceof Passing.ByValue ->
                rt + "::opt_" + pointee(r) + "(" + wire + (r.target() instanceof Type.CStr ? ", " : ".cast(), ") + place
                        + ")";
            case Type.Reference r
            when Passing.of(type) instanceof Passing.ByValue ->
                rt + "::" + pointee(r) + "(" + wire + (r.target() instanceof Type.CStr ? ", " : ".cast(), ") + place
                        + ")";
            case Type _ when types.isOneForm(type) -> rt + "::take(" + wire + ", " + place + ")";
            case Type _ ->
                conversions.toAuthor(
                        type,
                        rt + "::take::<_, " + types.in(LifetimeStyle.INFERRED).stored(type) + ">(" + wire + ", " + place
                                + ")");
        };
    }

    private static String pointee(Type.Reference r) {
        return r.target() instanceof Type.CStr
                ? "cstr"
                : r.mutability() == Mutability.SHARED ? "reference" : "reference_mut";
    }

    /** What {@link #valueType} says, made of the author's {@code value}. */
    String given(Type type, String value) {
        return switch (type) {
            case Type.Scalar s when s.kind() == ScalarKind.BOOL -> value + " as u8";
            case Type.Scalar s when s.kind() == ScalarKind.CHAR -> value + " as u32";
            case Type.Scalar _ -> value;
            case Type.Named n
            when tag(n).isPresent() ->
                AppendEnumsWriter.isAppend(declarations.type(n.name()))
                        ? value + ".0"
                        : value + " as " + tag(n).get().spelling();
            case Type.Pointer _ -> value + ".cast()";
            case Type.Option o
            when o.value() instanceof Type.Reference r && Passing.of(type) instanceof Passing.ByValue ->
                optionalPointer(r, value);
            case Type.Reference r when Passing.of(type) instanceof Passing.ByValue -> pointer(r, value);
            case Type _ -> rt + "::give(" + conversions.toStored(type, value) + ")";
        };
    }

    private String optionalPointer(Type.Reference r, String value) {
        if (r.target() instanceof Type.CStr) {
            return rt + "::opt_cstr_pointer(" + value + ")";
        }
        return rt + (r.mutability() == Mutability.SHARED ? "::opt_pointer(" : "::opt_pointer_mut(") + value
                + ").cast()";
    }

    private String pointer(Type.Reference r, String value) {
        if (r.target() instanceof Type.CStr) {
            return value + ".as_ptr()";
        }
        return (r.mutability() == Mutability.SHARED ? "::core::ptr::from_ref(" : "::core::ptr::from_mut(") + value
                + ").cast()";
    }

    private Crossing sequence(Type type, String name, String length, String place) {
        boolean optional = type instanceof Type.Option;
        Type.Reference r = (Type.Reference) (type instanceof Type.Option o ? o.value() : type);
        boolean isMutable = r.mutability() == Mutability.EXCLUSIVE;
        boolean isText = r.target() instanceof Type.Str;
        String element = r.target() instanceof Type.Slice s
                ? types.in(LifetimeStyle.ERASED).stored(s.element())
                : "u8";
        List<CParameter> parameters = List.of(
                new CParameter(name, (isMutable ? "*mut " : "*const ") + element), new CParameter(length, "usize"));
        String kind = (isText ? "text" : "slice") + (isMutable ? "_mut" : "");
        String cast = isText ? "" : ".cast()";
        String received =
                rt + "::" + (optional ? "opt_" : "") + kind + "(" + name + cast + ", " + length + ", " + place + ")";
        if (optional) {
            return new Crossing(
                    parameters,
                    () -> received,
                    Optional.empty(),
                    () -> List.of("let (" + name + ", " + length + ") = " + rt + "::" + kind + "_words(" + name + ");"),
                    List.of(name + cast, length));
        }
        if (isMutable) {
            return new Crossing(
                    parameters,
                    () -> received,
                    Optional.empty(),
                    () -> List.of(
                            "let (" + name + ", " + length + ") = (" + name + ".as_mut_ptr(), " + name + ".len());"),
                    List.of(name + cast, length));
        }
        return new Crossing(
                parameters,
                () -> received,
                Optional.empty(),
                List::of,
                List.of(name + ".as_ptr()" + cast, name + ".len()"));
    }

    private Crossing object(Type type, boolean confined, String name, String table, String place) {
        boolean optional = type instanceof Type.Option;
        Type pointer = type instanceof Type.Option o ? o.value() : type;
        List<CParameter> parameters = List.of(
                new CParameter(name, "*mut ::core::ffi::c_void"), new CParameter(table, "*const " + rt + "::Header"));
        String raw = rt + (optional ? "::opt_object" : "::object") + "(" + name + ", " + table + ", " + place + ")";
        return new Crossing(
                parameters,
                () -> confined ? lent((Type.Reference) pointer, optional, raw) : kept(pointer, optional, raw),
                kept(type, name, rt + "::Raw { data: " + name + ", table: " + table + " }", place),
                () -> confined ? lend((Type.Reference) pointer, optional, name) : give(pointer, optional, name),
                List.of(name + ".data", name + ".table"));
    }

    /** A reference to an object or closure of the other side, which stands on the stack for the call. */
    private String lent(Type.Reference r, boolean optional, String raw) {
        boolean isMutable = r.mutability() == Mutability.EXCLUSIVE;
        String handle = r.target() instanceof Type.Closure c
                ? closures.caller(c)
                : "|handle: " + rt + "::Handle<" + rt + "::Lent>| handle";
        boolean isClosure = r.target() instanceof Type.Closure;
        if (optional) {
            String lent = raw + ".map(|raw| " + (isClosure ? handle + "(" : "") + rt + "::Handle::<" + rt
                    + "::Lent>::from_raw(raw)" + (isClosure ? ")" : "") + ")";
            return lent + (isMutable ? ".as_mut()" : ".as_ref()") + ".map(|object| "
                    + bounded(r, "object", "object as _") + ")";
        }
        String lent = rt + "::Handle::<" + rt + "::Lent>::from_raw(" + raw + ")";
        String reference = (isMutable ? "&mut " : "&") + (isClosure ? handle + "(" + lent + ")" : lent);
        return bounded(r, reference, reference);
    }

    /**
     * A closure that lives longer than its reference, while what it is called with may not: nothing in its words has a
     * lifetime, but rustc would have those of its signature outlive its bound.
     *
     * @param usual what serves where it is not so
     */
    private String bounded(Type.Reference r, String reference, String usual) {
        if (!(r.target() instanceof Type.Closure c)
                || Requirements.isSame(c.bound(), r.lifetime())
                || Closures.free(c.signature()).isEmpty()) {
            return usual;
        }
        String erased = types.in(LifetimeStyle.ERASED).closure(c, Optional.empty());
        String from = (r.mutability() == Mutability.EXCLUSIVE ? "&mut (" : "&(") + erased + ")";
        return "::core::mem::transmute::<" + from + ", _>(" + reference + ")";
    }

    /** An object or closure of the other side as a value of its own. */
    private String kept(Type pointer, boolean optional, String raw) {
        String stored = types.in(LifetimeStyle.INFERRED).stored(pointer).replaceFirst("<", "::<");
        String made = stored + "::from_raw(" + (optional ? "raw" : raw) + ")";
        String author = conversions.toAuthor(pointer, made);
        return optional ? raw + ".map(|raw| " + author + ")" : author;
    }

    /** Statements that make {@code name} the words of what it refers to. */
    private List<String> lend(Type.Reference r, boolean optional, String name) {
        boolean isMutable = r.mutability() == Mutability.EXCLUSIVE;
        if (r.target() instanceof Type.Closure c) {
            return closures.lend(c, isMutable, optional, name);
        }
        String words = rt + "::Object::" + (isMutable ? "mut_raw" : "ref_raw");
        return List.of(
                optional
                        ? "let " + name + " = " + rt + "::opt_raw(" + name + ".map(|object| " + words + "(object)));"
                        : "let " + name + " = " + words + "(" + name + ");");
    }

    private List<String> give(Type pointer, boolean optional, String name) {
        boolean borrowed = pointer instanceof Type.Reference;
        String raw = borrowed ? ".raw()" : ".into_raw()";
        return List.of(
                optional
                        ? "let " + name + " = " + rt + "::opt_raw(" + name + ".map(|object| "
                                + conversions.toStored(pointer, "object") + raw + "));"
                        : "let " + name + " = " + conversions.toStored(pointer, name) + raw + ";");
    }

    /** How {@code wire}, which is passed by value, is held until it is taken. */
    private Optional<Crossing.Kept> kept(Type type, String name, String wire, String place) {
        if (!owns(type)) {
            return Optional.empty();
        }
        String stored = types.in(LifetimeStyle.INFERRED).stored(type);
        return Optional.of(new Crossing.Kept(
                rt + "::passed::<_, " + stored + ">(" + wire + ", " + place + ")",
                conversions.toAuthor(type, name + ".take()")));
    }

    /** Whether what is passed by value has a destructor. */
    private boolean owns(Type type) {
        return switch (type) {
            case Type.Reference _ -> false;
            case Type.Option o when o.value() instanceof Type.Reference -> false;
            case Type _ -> !derives.isCopy(type);
        };
    }
}
