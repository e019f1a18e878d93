package org.rdylib.codegen.c;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Options;

/**
 * The C form of each type of a descriptor. Asking for one defines whatever it needs that C has no generic for:
 * {@code Option<Token>} becomes a union of its own. Closures and function types have no name to go by, and are called
 * after the first place where they stand.
 */
final class CTypes {

    private final CheckedDescriptor descriptor;
    private final DynUses uses;
    private final Names names;
    private final CFunctions functions;
    private final Pieces pieces;
    private final Map<String, CType> byKey = new HashMap<>();
    private final Definitions definitions = new Definitions();
    private final SequencedMap<String, Table> tables = new LinkedHashMap<>();
    private final List<String> functionTypes = new ArrayList<>();

    CTypes(CheckedDescriptor descriptor, Names names) {
        this.descriptor = descriptor;
        this.uses = new DynUses(descriptor.descriptor());
        this.names = names;
        this.functions = new CFunctions(names, this);
        this.pieces = new Pieces(this::nameOf);
    }

    CFunctions functions() {
        return functions;
    }

    /** All structs and unions so far, each after those that it holds. */
    List<Definition> definitions() {
        return definitions.ordered();
    }

    /** The tables of all interfaces and closures so far. */
    List<Table> tables() {
        return List.copyOf(tables.values());
    }

    /** The type of the table of the objects or closures of that handle. */
    String tableOf(CType handle) {
        return Optional.ofNullable(tables.get(handle.base())).orElseThrow().name();
    }

    /** The typedefs of all function types so far, each after those that it mentions. */
    List<String> functionTypes() {
        return List.copyOf(functionTypes);
    }

    /**
     * The C form of a type that has a size.
     *
     * @param place what it is called after if it has no name
     */
    CType of(Type type, String place) {
        CType known = byKey.get(ErasedTypes.key(type));
        if (known != null) {
            return known;
        }
        CType c = make(type, place);
        byKey.put(ErasedTypes.key(type), c);
        return c;
    }

    private CType make(Type type, String place) {
        return switch (type) {
            case Type.Scalar s -> CType.of(s.kind());
            case Type.Unit _ -> CType.of("void");
            case Type.Tuple t -> tuple(t, place);
            case Type.Array a -> of(a.element(), place).array(a.length());
            case Type.Reference r -> behind(r, r.target(), r.mutability(), place);
            case Type.Pointer p -> of(p.target(), place).pointer(p.mutability() == Mutability.SHARED);
            case Type.Named n -> named(n);
            case Type.Option o -> Options.isNullable(o.value()) ? of(o.value(), place) : option(o, place);
            case Type.Result r -> result(r, place);
            case Type.Boxed b -> boxed(b, place);
            case Type.Handle h -> of(h.target(), place).pointer(false);
            case Type.Shared s -> shared(s, place);
            case Type.Vector v -> owned(v, v.element(), List.of("size_t length;", "size_t capacity;"), place);
            case Type.Text _ -> CType.of("rdylib_string");
            case Type.Function f -> function(f, place);
            case Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ ->
                throw new IllegalArgumentException(ErasedTypes.key(type) + " has no size");
        };
    }

    /** A reference to what has no size of its own, or a plain pointer. */
    private CType behind(Type.Reference type, Type target, Mutability mutability, String place) {
        boolean constant = mutability == Mutability.SHARED;
        return switch (target) {
            case Type.Str _ -> CType.of(constant ? "rdylib_str" : "rdylib_str_mut");
            case Type.CStr _ -> CType.of("char").pointer(constant);
            case Type.Slice s -> {
                CType data = of(s.element(), place).pointer(constant);
                yield struct(type, List.of(data.declare("data") + ";", "size_t length;"));
            }
            case Type.InterfaceObject o -> object(o);
            case Type.Closure c -> closure(c, place);
            case Type _ -> of(target, place).pointer(constant);
        };
    }

    private CType boxed(Type.Boxed type, String place) {
        return switch (type.target()) {
            case Type.Str _ -> CType.of("rdylib_box_str");
            case Type.Slice s -> owned(type, s.element(), List.of("size_t length;"), place);
            case Type.InterfaceObject o -> object(o);
            case Type.Closure c -> closure(c, place);
            case Type _ -> owned(type, type.target(), List.of(), place);
        };
    }

    private CType shared(Type.Shared type, String place) {
        return switch (type.target()) {
            case Type.InterfaceObject o -> object(o);
            case Type.Closure c -> closure(c, place);
            case Type _ -> {
                CType data = of(type.target(), place).pointer(false);
                yield struct(type, List.of(data.declare("data") + ";", "const rdylib_table *table;"));
            }
        };
    }

    private CType owned(Type type, Type element, List<String> sizes, String place) {
        List<String> body = new ArrayList<>();
        body.add(of(element, place).pointer(false).declare("data") + ";");
        body.addAll(sizes);
        body.add("rdylib_free free;");
        return struct(type, body);
    }

    /** A struct that holds no definition of ours by value. */
    private CType struct(Type type, List<String> body) {
        String name = names.composite(pieces.of(type));
        definitions.add(Definition.ofWords(name, Comments.of(List.of(uses.text(type))), body, type));
        return CType.of(name);
    }

    private CType define(String keyword, Type type, String name, List<String> body, Members members) {
        List<String> comment = Comments.of(List.of(uses.text(type)));
        Definition definition = new Definition(keyword, name, comment, "", body, 0, members.needs, type, members.paths);
        definitions.add(definition);
        return CType.of(name);
    }

    /** The members of a definition while they are collected. */
    private final class Members {
        private final SequencedSet<String> needs = new LinkedHashSet<>();
        private final SequencedMap<String, String> paths = new LinkedHashMap<>();

        /** Declares a member; a slot of the type's layout lies at {@code path}, and in C at {@code cPath}. */
        String member(Type type, String name, String path, String cPath, String place) {
            CType c = of(type, place);
            // Not only what is defined by now: a type's own Option may stand in a function type within it.
            needs.add(c.base());
            paths.put(path, cPath);
            return c.declare(name) + ";";
        }
    }

    private CType tuple(Type.Tuple tuple, String place) {
        Members members = new Members();
        List<String> body = IntStream.range(0, tuple.elements().size())
                .mapToObj(i -> members.member(tuple.elements().get(i), "_" + i, "" + i, "_" + i, place + "_" + i))
                .toList();
        return define("struct", tuple, names.composite(pieces.of(tuple)), body, members);
    }

    private CType option(Type.Option option, String place) {
        Members members = new Members();
        List<String> body = List.of("uint8_t tag;", variant("uint8_t", "Some", option.value(), members, place));
        return define("union", option, names.composite(pieces.of(option)), body, members);
    }

    private CType result(Type.Result result, String place) {
        Members members = new Members();
        List<String> body = List.of(
                "uint8_t tag;",
                variant("uint8_t", "Ok", result.ok(), members, place),
                variant("uint8_t", "Err", result.err(), members, place + "_Err"));
        return define("union", result, names.composite(pieces.of(result)), body, members);
    }

    private String variant(String tag, String name, Type payload, Members members, String place) {
        members.paths.put("tag", "tag");
        String field = payload instanceof Type.Unit
                ? ""
                : " " + members.member(payload, "_0", name + ".0", name + "._0", place);
        return "struct { " + tag + " tag;" + field + " } " + name + ";";
    }

    private CType named(Type.Named type) {
        TypeDeclaration declaration = descriptor.type(type.name());
        String name = names.type(type.name());
        // Known before it is defined: it may hold a pointer to itself.
        byKey.put(ErasedTypes.key(type), CType.of(name));
        switch (declaration) {
            case TypeDeclaration.Struct s -> defineStruct(type, s, name);
            case TypeDeclaration.Enum e when e.hasPayload() -> defineEnum(type, e, name);
            case TypeDeclaration.Enum _, TypeDeclaration.Opaque _ -> {}
        }
        return CType.of(name);
    }

    private void defineStruct(Type.Named type, TypeDeclaration.Struct struct, String name) {
        Members members = new Members();
        List<String> body = fields(struct.fields(), names.local(), "", "", members, struct.name());
        String attribute = struct.align().isPresent()
                ? "__attribute__((aligned(" + struct.align().getAsInt() + "))) "
                : "";
        definitions.add(new Definition(
                "struct",
                name,
                Comments.of(names.header(struct), struct.doc()),
                attribute,
                body,
                struct.packed().orElse(0),
                members.needs,
                type,
                members.paths));
    }

    private List<String> fields(
            List<Field> fields, Scope scope, String path, String cPath, Members members, String place) {
        List<String> lines = new ArrayList<>();
        for (Field field : fields) {
            String name = scope.take(field.name());
            lines.addAll(Comments.of(field.doc()));
            lines.add(
                    members.member(field.type(), name, path + field.name(), cPath + name, place + "_" + field.name()));
        }
        return lines;
    }

    private void defineEnum(Type.Named type, TypeDeclaration.Enum declaration, String name) {
        Members members = new Members();
        members.paths.put("tag", "tag");
        String tag = CType.of(declaration.repr()).base() + " tag;";
        List<String> body = new ArrayList<>(List.of(tag));
        Scope variants = names.local("tag");
        for (Variant variant : declaration.variants()) {
            String place = declaration.name() + "_" + variant.name();
            if (variant.payload() instanceof Payload.None) {
                continue;
            }
            String member = variants.take(variant.name());
            String path = variant.name() + ".";
            body.addAll(Comments.of(variant.doc()));
            List<String> fields = switch (variant.payload()) {
                case Payload.None _ -> List.of();
                case Payload.Positional p ->
                    IntStream.range(0, p.types().size())
                            .mapToObj(i -> members.member(
                                    p.types().get(i), "_" + i, path + i, member + "._" + i, place + "_" + i))
                            .toList();
                case Payload.Fields f -> fields(f.fields(), names.local("tag"), path, member + ".", members, place);
            };
            body.add("struct {");
            body.add("  " + tag);
            fields.forEach(line -> body.add("  " + line));
            body.add("} " + member + ";");
        }
        declaration.storage().ifPresent(n -> {
            body.add("/* Zero behind the variant: room for those of later versions, which are values too. */");
            body.add("uint64_t rdylib_storage[" + n / Long.BYTES + "];");
        });
        List<String> comment = Comments.of(names.header(declaration), declaration.doc());
        definitions.add(new Definition("union", name, comment, "", body, 0, members.needs, type, members.paths));
    }

    /** Defines a declared type, whether or not anything uses it. */
    void declare(TypeDeclaration declaration) {
        of(new Type.Named(declaration.name(), List.of(), declaration.at()), declaration.name());
    }

    /** The integer that tells an enum's variants apart. */
    CType tag(TypeDeclaration.Enum declaration) {
        return CType.of(declaration.repr());
    }

    private CType object(Type.InterfaceObject object) {
        return declareInterface(descriptor.interfaceNamed(object.name()));
    }

    /** The handle of an interface's objects; its table is there from now on. */
    CType declareInterface(InterfaceDeclaration declaration) {
        String handle = names.handle(declaration.name());
        if (!tables.containsKey(handle)) {
            String table = names.table(declaration.name());
            Lifetime life = new Lifetime.Static(declaration.at());
            Type object = new Type.InterfaceObject(declaration.name(), List.of(), Set.of(), life, declaration.at());
            List<String> comment = Comments.of("dyn " + names.header(declaration), declaration.doc());
            defineHandle(new Table(handle, table, "dyn " + declaration.name(), uses.having(object)), comment, object);
            Scope fields = names.local("header");
            List<Table.Slot> slots = new ArrayList<>();
            declaration.methods().forEach(method -> {
                String place = declaration.name() + "_" + method.name();
                slots.add(new Table.Slot(
                        fields.take(method.name()),
                        functions.of(method.signature(), method.signature().receiver(), place),
                        method.isOptional(),
                        Comments.of(List.of(
                                method.name() + ": " + names.print(method.signature()),
                                method.doc().orElse(""),
                                method.isOptional() ? "Optional: NULL where the object does not have it." : ""))));
            });
            tables.computeIfPresent(handle, (_, open) -> open.with(slots));
        }
        return CType.of(handle);
    }

    private CType closure(Type.Closure closure, String place) {
        CType known = byKey.get(ErasedTypes.key(closure));
        if (known != null) {
            return known;
        }
        String handle = names.composite(place);
        String table = names.composite(place + "_table");
        byKey.put(ErasedTypes.key(closure), CType.of(handle));
        String about = uses.text(closure);
        defineHandle(new Table(handle, table, about, uses.having(closure)), Comments.of(List.of(about)), closure);
        Table.Slot slot = closure.kind() == ClosureKind.FUTURE
                ? new Table.Slot(
                        "poll", CFunctions.ofFuture(polled(closure.signature().result(), place)), false, List.of())
                : new Table.Slot("call", functions.ofClosure(closure.signature(), place), false, List.of());
        tables.computeIfPresent(handle, (_, open) -> open.with(List.of(slot)));
        return CType.of(handle);
    }

    /** What a future is polled into: an {@code Option} that is tagged, whatever is in it, and so is laid out as a Result. */
    private CType polled(Type output, String place) {
        if (!Options.isNullable(output)) {
            return of(new Type.Option(output, output.at()), place + "_output");
        }
        Members members = new Members();
        String some = variant("uint8_t", "Some", output, members, place + "_output");
        members.paths.put("Err.0", "Some._0");
        Type type = new Type.Result(new Type.Unit(output.at()), output, output.at());
        return define(
                "union", type, names.composite("Poll_" + pieces.of(output)), List.of("uint8_t tag;", some), members);
    }

    /** Defines what an object or closure is; of its table, which may mention it, the functions are not known yet. */
    private void defineHandle(Table table, List<String> comment, Type behind) {
        tables.put(table.handle(), table);
        List<String> body = List.of("void *data;", "const " + table.name() + " *table;");
        Type reference = new Type.Reference(new Lifetime.Static(behind.at()), Mutability.SHARED, behind, behind.at());
        definitions.add(Definition.ofWords(table.handle(), comment, body, reference));
    }

    private CType function(Type.Function function, String place) {
        return callback(functions.of(function.signature(), Optional.empty(), place), names.print(function), place);
    }

    /**
     * The type of a C function that calls a closure, which has a name of its own.
     *
     * @param comment what it is
     */
    CType callback(CFunction function, String comment, String place) {
        String name = names.composite(place);
        Comments.of(List.of(comment)).forEach(functionTypes::add);
        functionTypes.add("typedef " + function.pointer(name) + ";");
        return CType.of(name);
    }

    /** What a closure or function type that has been defined is called, without the library's name. */
    private Optional<String> nameOf(Type type) {
        return Optional.ofNullable(byKey.get(ErasedTypes.key(type))).map(c -> names.withoutPrefix(c.base()));
    }
}
