package org.rdylib.spec.layout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;

/**
 * The layouts of the types of one descriptor on one target, computed when they are first asked for. Not for use by
 * several threads at once.
 */
public final class Layouts {

    private final Declarations declarations;
    private final Target target;
    private final Map<String, Layout> known;
    /** Of the few ways in which built-in types are made of words. */
    private final Map<List<Word>, Layout> ofWords;

    /**
     * Layouts of what {@code declarations} declares.
     *
     * @param declarations those of a well-formed descriptor
     */
    public Layouts(Declarations declarations, Target target) {
        this(declarations, target, new HashMap<>(), new HashMap<>());
    }

    private Layouts(
            Declarations declarations, Target target, Map<String, Layout> known, Map<List<Word>, Layout> ofWords) {
        this.declarations = declarations;
        this.target = target;
        this.known = known;
        this.ofWords = ofWords;
    }

    /**
     * The layouts of the same declarations, which hold none of C's scalars, on a target that lays them out alike. Each
     * knows what the other has been asked for.
     *
     * @throws IllegalArgumentException unless {@link Target#laysOutAs} holds of both targets
     */
    public Layouts on(Target other) {
        if (!target.laysOutAs(other)) {
            throw new IllegalArgumentException(other.triple() + " has other layouts than " + target.triple());
        }
        return new Layouts(declarations, other, known, ofWords);
    }

    /** The target that these layouts are for. */
    public Target target() {
        return target;
    }

    /**
     * The layout of a declared type.
     *
     * @throws IllegalArgumentException if it is not declared, is opaque, or contains itself
     * @throws NoLayoutException if the target has no object of that size, or none of a scalar in it
     */
    public Layout ofType(String name) {
        Optional<Layout> before = Optional.ofNullable(known.get(name));
        return before.orElseGet(() -> layOut(name));
    }

    private Layout layOut(String name) {
        TypeDeclaration declaration = declarations.type(name);
        return needsOthers(declaration) ? layOutInOrder(name) : layOut(declaration);
    }

    private Layout layOut(TypeDeclaration declaration) {
        Layout layout = of(declaration);
        known.put(declaration.name(), layout);
        return layout;
    }

    /** Whether the layouts of types that lie within it are still unknown: rarely, since authors declare those first. */
    private boolean needsOthers(TypeDeclaration declaration) {
        boolean[] found = {false};
        Types.forEachField(
                declaration, f -> Types.forEachNamedInline(f, n -> found[0] |= !known.containsKey(n.name())));
        return found[0];
    }

    /** What lies within the type first, without recursion: a chain of types may be as long as the descriptor. */
    private Layout layOutInOrder(String name) {
        Set<String> opened = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.push(name);
        while (!open.isEmpty()) {
            String next = open.element();
            if (known.containsKey(next)) {
                open.pop();
                continue;
            }
            TypeDeclaration declaration = declarations.type(next);
            if (opened.add(next)) {
                Types.forEachField(
                        declaration,
                        type -> Types.forEachNamedInline(type, n -> {
                            if (opened.contains(n.name()) && !known.containsKey(n.name())) {
                                throw new IllegalArgumentException("`" + n.name() + "` contains itself");
                            }
                            open.push(n.name());
                        }));
            } else {
                layOut(declaration);
                open.pop();
            }
        }
        return Optional.ofNullable(known.get(name)).orElseThrow();
    }

    /**
     * The layout of a declaration, which need not be one of those that are declared, but is made of them: an older version
     * of one, say.
     *
     * @throws NoLayoutException if the target has no object of that size, or none of a scalar in it
     */
    public Layout of(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s -> struct(s);
            case TypeDeclaration.Enum e when e.hasPayload() -> union(e);
            case TypeDeclaration.Enum e -> scalar(e.repr());
            case TypeDeclaration.Opaque o ->
                throw new IllegalArgumentException("`" + o.name() + "` is opaque: it has no size at " + o.at());
        };
    }

    /**
     * The layout of a value of {@code type}.
     *
     * @throws IllegalArgumentException if the type has no size of its own ({@code str}), or names what is not declared
     * @throws NoLayoutException if the target has no object of that size, or none of a scalar in it
     */
    public Layout of(Type type) {
        return switch (type) {
            case Type.Scalar s -> scalar(s.kind());
            case Type.Unit _ -> new Layout(0, 1, List.of());
            case Type.Named n -> ofType(n.name());
            case Type.Tuple t -> tuple(t);
            case Type.Array a -> array(a);
            case Type.Option o when Options.isNullable(o.value()) -> of(o.value());
            case Type.Option o -> tagged(Optional.empty(), "Some", o.value());
            case Type.Result r -> result(r);
            case Type.Reference _, Type.Pointer _, Type.Boxed _, Type.Shared _, Type.Vector _, Type.Text _ ->
                words(Words.of(type));
            case Type.Handle _, Type.Function _ -> words(Words.of(type));
            case Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ ->
                throw new IllegalArgumentException("a type without a size of its own at " + type.at());
        };
    }

    private Layout scalar(ScalarKind kind) {
        if (!target.has(kind)) {
            throw new NoLayoutException(target.triple() + " has no " + kind.spelling());
        }
        return new Layout(target.sizeOf(kind), target.alignOf(kind), List.of());
    }

    private Layout words(List<Word> words) {
        return ofWords.computeIfAbsent(words, this::laidOut);
    }

    private Layout laidOut(List<Word> words) {
        Aggregate aggregate = Aggregate.natural(target);
        int size = target.pointerSize();
        words.forEach(w -> aggregate.put(w.label(), size, size, new Slot.Content.BuiltIn(w)));
        return aggregate.finish();
    }

    private Layout struct(TypeDeclaration.Struct struct) {
        long packed = struct.packed().isPresent() ? struct.packed().getAsInt() : Long.MAX_VALUE;
        Aggregate aggregate = new Aggregate(target, packed);
        for (Field field : struct.fields()) {
            put(aggregate, field.name(), field.type());
        }
        return aggregate.alignedTo(struct.align().orElse(1)).finish();
    }

    private Layout tuple(Type.Tuple tuple) {
        Aggregate aggregate = Aggregate.natural(target);
        for (int i = 0; i < tuple.elements().size(); i++) {
            put(aggregate, Integer.toString(i), tuple.elements().get(i));
        }
        return aggregate.finish();
    }

    private Layout array(Type.Array array) {
        Layout element = of(array.element());
        if (element.size() > 0 && array.length() > target.greatestSize() / element.size()) {
            throw new TooLargeException(target);
        }
        return new Layout(element.size() * array.length(), element.align(), List.of());
    }

    /** Without a niche, whatever the payloads are: the tag, and each payload behind it at its own alignment. */
    private Layout result(Type.Result result) {
        return tagged(Optional.of(new Case("Ok", result.ok())), "Err", result.err());
    }

    private record Case(String variant, Type value) {}

    private Layout tagged(Optional<Case> other, String variant, Type value) {
        Aggregate aggregate = Aggregate.natural(target);
        tag(aggregate, ScalarKind.U8);
        other.ifPresent(c -> putCase(aggregate, c));
        putCase(aggregate, new Case(variant, value));
        return aggregate.finish();
    }

    private void putCase(Aggregate aggregate, Case of) {
        aggregate.restartAt(target.sizeOf(ScalarKind.U8));
        if (!(of.value() instanceof Type.Unit)) {
            put(aggregate, of.variant() + ".0", of.value());
        }
    }

    /** A union of C structs that each begin with the tag: Rust's {@code repr(u8)} and the like (RFC 2195). */
    private Layout union(TypeDeclaration.Enum declared) {
        Aggregate aggregate = Aggregate.natural(target);
        tag(aggregate, declared.repr());
        for (Variant variant : declared.variants()) {
            aggregate.restartAt(target.sizeOf(declared.repr()));
            switch (variant.payload()) {
                case Payload.None _ -> {}
                case Payload.Positional p -> {
                    for (int i = 0; i < p.types().size(); i++) {
                        put(aggregate, variant.name() + "." + i, p.types().get(i));
                    }
                }
                case Payload.Fields f ->
                    f.fields().forEach(x -> put(aggregate, variant.name() + "." + x.name(), x.type()));
            }
        }
        declared.storage().ifPresent(n -> aggregate.restartAt(0).reserve(n, target.alignOf(ScalarKind.U64)));
        return aggregate.finish();
    }

    private void tag(Aggregate aggregate, ScalarKind kind) {
        aggregate.put("tag", scalar(kind), new Slot.Content.Tag(kind));
    }

    private void put(Aggregate aggregate, String path, Type type) {
        aggregate.put(path, of(type), new Slot.Content.Value(type));
    }
}
