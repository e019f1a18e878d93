package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.codegen.java.plan.Value.Holding;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * What two values have in common that one method can read and write: everything but what their lifetimes are called.
 *
 * @param key equal for values of one shape
 * @param name a name made of the names of its parts; not always different for different shapes
 * @param lifetimes of which a value of this shape is made, each once, in the order of their first use; without {@code
 *     'dylib}
 * @param dylib whether something in it lives for {@code 'dylib}
 * @param grows whether it leads to something that may have grown in the library's copy
 * @param ownership what one has to be freed of
 * @param copies whether writing one needs memory beside its own
 */
public record Shape(
        String key,
        String name,
        List<String> lifetimes,
        boolean dylib,
        boolean grows,
        Ownership ownership,
        boolean copies) {

    public static Shape of(Value value) {
        Set<String> lifetimes = new LinkedHashSet<>();
        collect(value, lifetimes);
        boolean dylib = lifetimes.remove(Lifetimes.DYLIB)
                || any(value, part -> part instanceof Value.Composite composite && composite.dylib());
        List<String> order = new ArrayList<>(lifetimes);
        return new Shape(
                key(value, order),
                name(value),
                List.copyOf(order),
                dylib,
                grows(value),
                Ownership.of(value),
                any(value, Shape::isCopied));
    }

    /** Whether what has one of these lifetimes is refused in {@code value}: then nothing else is said of these. */
    static boolean isRefused(Value value, Set<String> lifetimes) {
        return any(
                value,
                part -> part instanceof Value.Unit(Type type)
                        && Lifetimes.in(type).stream().anyMatch(lifetimes::contains));
    }

    /** Whether {@code value} leads to something that may have grown in the library's copy. */
    public static boolean grows(Value value) {
        return any(value, Shape::growsItself);
    }

    private static boolean growsItself(Value value) {
        return switch (value) {
            case Value.Composite composite -> composite.grows();
            case Value.BoxedClosure future
            when future.callback().isFuture() -> grows(future.callback().output());
            case Value _ -> false;
        };
    }

    /** Whether {@code value} or a value within it, or behind a reference in it, is as asked for. */
    private static boolean any(Value value, Function<Value, Boolean> asked) {
        return asked.apply(value) || parts(value).stream().anyMatch(part -> any(part, asked));
    }

    private static boolean isCopied(Value value) {
        return switch (value) {
            case Value.Text t -> t.holding() == Holding.COPIED;
            case Value.Slice s -> s.holding() == Holding.COPIED;
            case Value.Ref r -> r.holding() == Holding.COPIED;
            case Value.Mut _, Value.MutSlice _, Value.MutText _, Value.MutWithin _ -> true;
            case Value.Composite c -> c.lending() != Lending.NOTHING;
            case Value.Scalar _, Value.Unit _, Value.PlainEnum _, Value.Option _ -> false;
            case Value.Result _, Value.Tuple _, Value.Array _, Value.OwnedText _, Value.Vector _ -> false;
            case Value.Boxed _, Value.Pointer _, Value.BoxedObject _, Value.BoxedClosure _, Value.Called _ -> false;
            case Value.LentObject _, Value.Opaque _, Value.Wide _, Value.Function _ -> false;
            case Value.ViewedObject _, Value.ViewedClosure _, Value.MutViewed _ -> false;
        };
    }

    /** All lifetimes of which a value of this shape is made, {@code 'dylib} last. */
    public List<String> withDylib() {
        return dylib
                ? Stream.concat(lifetimes.stream(), Stream.of(Lifetimes.DYLIB)).toList()
                : lifetimes;
    }

    /** How a descriptor spells the type of {@code value}, without lifetimes. */
    public static String spelling(Value value) {
        return TypePrinter.print(value.type())
                .replaceAll("<'[^>]*>", "")
                .replaceAll(" \\+ '\\w+", "")
                .replaceAll("'\\w+ ", "");
    }

    /** Whether the caller's own lists are part of {@code value}: a record has copied those that are given to it. */
    public static boolean holdsLists(Value value) {
        return switch (value) {
            case Value.Slice s -> s.holding() != Holding.BORROWED && !(s.element() instanceof Value.Scalar);
            case Value.Vector v -> !(v.element() instanceof Value.Scalar);
            case Value.MutSlice m -> !(m.element() instanceof Value.Scalar);
            case Value.Array _ -> true;
            // What is in a place is read once, when that is lent.
            case Value.MutWithin _ -> false;
            case Value other -> parts(other).stream().anyMatch(Shape::holdsLists);
        };
    }

    /**
     * Takes copies of the caller's lists, if there are any: what was checked is what is written, whatever their own code does
     * meanwhile.
     *
     * @param place the expression for where it stands, for the message where there is null in one
     */
    public static CodeBlock frozen(Value value, CodeBlock source, CodeBlock place) {
        if (!holdsLists(value)) {
            return source;
        }
        boolean nested = !(value instanceof Value.Slice
                        || value instanceof Value.MutSlice
                        || value instanceof Value.Vector
                        || value instanceof Value.Array)
                || parts(value).stream().anyMatch(Shape::holdsLists);
        return CodeBlock.of("$T.$N($L,$W$L)", Api.SLICES, nested ? "frozen" : "copyOf", source, place);
    }

    /** The values that a value is directly made of; not the fields of a declared type. */
    public static List<Value> parts(Value value) {
        return switch (value) {
            case Value.Scalar _, Value.Unit _, Value.PlainEnum _, Value.Composite _, Value.Text _ -> List.of();
            case Value.OwnedText _, Value.Pointer _, Value.BoxedObject _, Value.Called _ -> List.of();
            case Value.LentObject _, Value.BoxedClosure _, Value.Opaque _ -> List.of();
            case Value.Wide _, Value.MutText _, Value.Function _ -> List.of();
            case Value.ViewedObject _, Value.ViewedClosure _ -> List.of();
            case Value.MutSlice m -> List.of(m.element());
            case Value.Slice s -> List.of(s.element());
            case Value.Vector v -> List.of(v.element());
            case Value.Boxed b -> List.of(b.target());
            case Value.Ref r -> List.of(r.target());
            case Value.Mut m -> List.of(m.target());
            case Value.MutWithin p -> List.of(p.content());
            case Value.MutViewed v -> List.of(v.content());
            case Value.Option o -> List.of(o.value());
            case Value.Result r -> List.of(r.ok(), r.err());
            case Value.Tuple t -> t.elements();
            case Value.Array a -> List.of(a.element());
        };
    }

    /** The lifetimes that a value itself is made of, in order: a declared type's arguments, a borrowed view's own. */
    public static List<Lifetime> lifetimes(Value value) {
        return switch (value) {
            case Value.Scalar _, Value.Unit _, Value.PlainEnum _, Value.Option _, Value.Result _ -> List.of();
            case Value.Tuple _, Value.Array _, Value.OwnedText _, Value.Vector _, Value.Boxed _ -> List.of();
            case Value.Mut _, Value.MutSlice _, Value.Pointer _ -> List.of();
            case Value.Wide _, Value.MutText _, Value.MutWithin _, Value.MutViewed _ -> List.of();
            case Value.Called c -> c.kept().isPresent() ? c.callback().lifetimes(c.closure()) : List.of();
            case Value.Composite c -> c.arguments();
            case Value.Text t -> t.holding() == Holding.BORROWED ? List.of(t.lifetime()) : List.of();
            case Value.Slice s -> s.holding() == Holding.COPIED ? List.of() : List.of(s.lifetime());
            case Value.Ref r -> r.holding() == Holding.COPIED ? List.of() : List.of(r.lifetime());
            case Value.BoxedObject o -> lifetimes(o.object());
            case Value.LentObject o -> lifetimes(o.object());
            case Value.ViewedObject o -> with(lifetimes(o.object()), o.lifetime());
            case Value.ViewedClosure c -> with(c.callback().lifetimes(c.closure()), c.lifetime());
            case Value.BoxedClosure c -> c.callback().lifetimes(c.closure());
            case Value.Function f -> f.callback().lifetimes(f.closure());
            case Value.Opaque o ->
                Stream.concat(o.reference().stream(), o.arguments().stream()).toList();
        };
    }

    private static List<Lifetime> lifetimes(Type.InterfaceObject object) {
        return with(object.arguments(), object.bound());
    }

    private static List<Lifetime> with(List<Lifetime> lifetimes, Lifetime last) {
        return Stream.concat(lifetimes.stream(), Stream.of(last)).toList();
    }

    /** The lifetimes of what closures that are lent with a value may be given, and keep. */
    static Stream<String> captured(Value value) {
        return value instanceof Value.Called lent
                ? lent.callback().captured().stream()
                : parts(value).stream().flatMap(Shape::captured);
    }

    /**
     * Whether something in a value that is passed may have a region for {@code lifetime}: whether the value is made of that. A
     * place for what the library makes is empty before the call.
     */
    public static boolean carries(Value value, String lifetime) {
        if (value instanceof Value.Mut(Value.Option(Value.Opaque _, var _), var _, var _)) {
            return false;
        }
        Set<String> lifetimes = new LinkedHashSet<>();
        collect(value, lifetimes);
        return lifetimes.contains(lifetime);
    }

    private static void collect(Value value, Set<String> lifetimes) {
        lifetimes(value).forEach(lifetime -> lifetimes.add(Lifetimes.name(lifetime)));
        parts(value).forEach(part -> collect(part, lifetimes));
    }

    private static String key(Value value, List<String> order) {
        String own = switch (value) {
            case Value.Scalar s -> s.kind().spelling();
            case Value.Unit _ -> "()";
            case Value.PlainEnum e -> e.declaration().name();
            case Value.Composite c -> c.declaration().name();
            case Value.Text t -> t.terminated() ? "&CStr" + t.holding() : "&str" + t.holding();
            case Value.Slice s -> "&[]" + s.holding();
            case Value.Ref r -> "&" + r.holding();
            case Value.Mut _ -> "&mut";
            case Value.MutSlice _ -> "&mut []";
            case Value.MutText _ -> "&mut str";
            case Value.MutWithin _ -> "&mut of";
            case Value.MutViewed _ -> "&mut viewed";
            case Value.Wide w -> wide(w);
            case Value.Pointer _ -> "*";
            case Value.Option _ -> "Option";
            case Value.Result _ -> "Result";
            case Value.Tuple _ -> "()";
            case Value.Array a -> "[" + a.length() + "]";
            case Value.OwnedText t -> t.growing() ? "String" : "Box<str>";
            case Value.Vector v -> v.growing() ? "Vec" : "Box[]";
            case Value.Boxed b -> owner(b.counted());
            case Value.LentObject o -> "&dyn " + o.object().name();
            case Value.ViewedObject o ->
                view(o.exclusive()) + " " + o.object().name() + o.object().bounds();
            case Value.ViewedClosure c ->
                view(c.exclusive()) + " " + c.callback().place() + c.closure().bounds();
            case Value.Opaque o -> o.having() + " " + o.declaration().name();
            case Value.BoxedObject o ->
                owner(o.counted()) + " " + o.object().name() + o.object().bounds();
            case Value.BoxedClosure c ->
                owner(c.counted()) + " " + c.callback().place() + c.closure().bounds();
            case Value.Function f -> "fn " + f.callback().place();
            case Value.Called _ -> "dyn";
        };
        String lifetimes = lifetimes(value).stream()
                .map(lifetime -> "'" + order.indexOf(Lifetimes.name(lifetime)))
                .collect(Collectors.joining(","));
        String parts = parts(value).stream().map(part -> key(part, order)).collect(Collectors.joining(", "));
        return own + lifetimes + "<" + parts + ">";
    }

    private static String wide(Value.Wide wide) {
        return wide.signed() ? "i128" : "u128";
    }

    private static String view(boolean exclusive) {
        return exclusive ? "&mut dyn" : "&dyn";
    }

    private static String owner(boolean counted) {
        return counted ? "Arc" : "Box";
    }

    private static String name(Value value) {
        return switch (value) {
            case Value.Scalar s -> s.kind().spelling().toUpperCase(Locale.ROOT);
            case Value.Unit _ -> "Unit";
            case Value.PlainEnum e -> Identifiers.type(e.declaration().name());
            case Value.Composite c -> Identifiers.type(c.declaration().name());
            case Value.Text t when t.holding() == Holding.COPIED -> t.terminated() ? "CString" : "String";
            case Value.Text t -> t.terminated() ? "CText" : "Text";
            case Value.Slice s ->
                switch (s.holding()) {
                            case COPIED -> "ListOf";
                            case BORROWED -> "SliceOf";
                            case KEPT -> "KeptListOf";
                        }
                        + name(s.element());
            case Value.Ref r ->
                switch (r.holding()) {
                            case COPIED -> "";
                            case BORROWED -> "RefTo";
                            case KEPT -> "Kept";
                        }
                        + name(r.target());
            case Value.Mut m -> "Mut" + name(m.target());
            case Value.MutSlice m -> "MutSliceOf" + name(m.element());
            case Value.MutText _ -> "MutString";
            case Value.MutWithin p -> "PlaceOf" + name(p.content());
            case Value.MutViewed v -> "Mut" + name(v.content());
            case Value.Wide w -> wide(w).toUpperCase(Locale.ROOT);
            case Value.Pointer _ -> "Pointer";
            case Value.Option o -> "Optional" + name(o.value());
            case Value.Result r -> name(r.ok()) + "Or" + name(r.err());
            case Value.Tuple t -> t.elements().stream().map(Shape::name).collect(Collectors.joining("And"));
            case Value.Array a -> a.length() + "Times" + name(a.element());
            case Value.OwnedText t -> (t.growing() ? "Owned" : "Boxed") + "String";
            case Value.Vector v -> (v.growing() ? "VecOf" : "BoxOf") + name(v.element());
            case Value.Boxed b -> (b.counted() ? "Shared" : "Boxed") + name(b.target());
            case Value.Opaque o -> Identifiers.type(o.declaration().name());
            case Value.LentObject o -> "Lent" + Identifiers.type(o.object().name());
            case Value.ViewedObject o ->
                (o.exclusive() ? "MutRefTo" : "RefTo")
                        + Identifiers.type(o.object().name());
            case Value.ViewedClosure c ->
                (c.exclusive() ? "MutRefTo" : "RefTo") + c.callback().name().simpleName();
            case Value.BoxedObject o -> Identifiers.type(o.object().name());
            case Value.BoxedClosure c -> c.callback().name().simpleName();
            case Value.Called c -> c.callback().name().simpleName();
            case Value.Function f -> f.callback().name().simpleName();
        };
    }
}
