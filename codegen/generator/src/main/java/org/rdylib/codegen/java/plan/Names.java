package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Field;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Method;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;

/**
 * What everything is called in Java: the one place that knows. A declared type keeps its name, whatever else has it;
 * the library's interface and the classes that nobody declared make way.
 */
public final class Names {
    /** The methods of every library's interface, and of the record that implements it, beside its exports. */
    static final Set<String> OF_LIBRARY =
            Set.of("load", "loadTrusted", "close", "region", "isUnloaded", "library", "entrance");

    /** What generated code uses of {@code java.lang}, where nothing is imported. */
    private static final Set<String> IN_JAVA_LANG = Set.of(
            "AutoCloseable",
            "Boolean",
            "Byte",
            "Character",
            "Class",
            "Double",
            "Float",
            "FunctionalInterface",
            "Integer",
            "Long",
            "Object",
            "Override",
            "Short",
            "String",
            "System",
            "Throwable");

    /** Variables of every method that calls the library, so that no parameter is called so. */
    public static final Set<String> OF_CALL = Set.of("frame", "mark", "out", "thrown");

    private static final List<String> POSITIONS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

    private final String packageName;
    private final Map<String, String> declared;
    private final Map<String, String> objects = new LinkedHashMap<>();
    private final ClassName library;
    private final ClassName stub;
    private final ClassName descriptor;
    private final ClassName memory;
    private final ClassName shapes;
    private final ClassName closures;
    private final ClassName imported;
    private final SortedMap<Integer, ClassName> tuples = new TreeMap<>();

    Names(Descriptor descriptor, String packageName) {
        this.packageName = packageName;
        Scope scope = Scope.ofTypes(Set.of("package-info", "module-info"));
        List<String> names = new ArrayList<>();
        descriptor.types().forEach(type -> names.add(type.name()));
        descriptor.interfaces().forEach(type -> names.add(type.name()));
        this.declared = scope.claimAll(names, Identifiers::type, Identifiers::typeAsWritten);
        String library = Identifiers.type(descriptor.library());
        this.library = inPackage(scope.claim(declared.containsValue(library) ? library + "Library" : library));
        this.stub = inPackage(scope.claim(library + "Stub"));
        this.descriptor = inPackage(scope.claim(library + "Descriptor"));
        this.memory = inPackage(scope.claim(library + "Memory"));
        this.shapes = inPackage(scope.claim(library + "Shapes"));
        this.closures = inPackage(scope.claim(library + "Closures"));
        this.imported = inPackage(scope.claim(library + "Imports"));
        descriptor.interfaces().forEach(i -> objects.put(i.name(), scope.claim(declared(i.name()) + "Object")));
        tupleSizes(descriptor).forEach(size -> tuples.put(size, inPackage(scope.claim("Tuple" + size))));
    }

    public String packageName() {
        return packageName;
    }

    /** The interface of the library. */
    public ClassName library() {
        return library;
    }

    /** The record that implements it. */
    public ClassName stub() {
        return stub;
    }

    /** The interface of what the host provides to the library. */
    public ClassName imports() {
        return library.nestedClass(Scope.ofTypes(all()).claim("Imports"));
    }

    /** The class that holds the descriptor which the stubs were generated from. */
    public ClassName descriptor() {
        return descriptor;
    }

    /** The class that reads values from memory and writes them there. */
    public ClassName memory() {
        return memory;
    }

    /** The class that holds a handle for each shape of function. */
    public ClassName shapes() {
        return shapes;
    }

    /** The class through which the library calls closures. */
    public ClassName closures() {
        return closures;
    }

    /** The class through which the library calls its imports. */
    public ClassName imported() {
        return imported;
    }

    /** The sizes of tuples for which the loader has no record. */
    private static SortedSet<Integer> tupleSizes(Descriptor descriptor) {
        SortedSet<Integer> sizes = new TreeSet<>();
        Consumer<Type> collect = type -> Types.forEach(type, part -> {
            if (part instanceof Type.Tuple tuple
                    && tuple.elements().size() != 2
                    && tuple.elements().size() != 3) {
                sizes.add(tuple.elements().size());
            }
        });
        descriptor.types().forEach(type -> Types.fieldTypes(type).forEach(collect));
        Stream.of(
                        descriptor.interfaces().stream()
                                .flatMap(declared -> declared.methods().stream())
                                .map(Method::signature),
                        descriptor.exports().stream().map(Export::signature),
                        descriptor.imports().stream().map(Import::signature))
                .flatMap(signatures -> signatures)
                .forEach(signature -> Types.parts(signature).forEach(collect));
        return sizes;
    }

    /** The record for tuples of a size. */
    public ClassName tuple(int size) {
        return switch (size) {
            case 2 -> Api.PAIR;
            case 3 -> Api.TRIPLE;
            default -> Optional.ofNullable(tuples.get(size)).orElseThrow();
        };
    }

    /** The records for tuples that are to be generated, by size. */
    public SortedMap<Integer, ClassName> tuples() {
        return tuples;
    }

    /** All top-level types. */
    Set<String> all() {
        Set<String> all = new HashSet<>(declared.values());
        all.addAll(objects.values());
        tuples.values().forEach(tuple -> all.add(tuple.simpleName()));
        Stream.of(library, stub, descriptor, memory, shapes, closures, imported)
                .map(ClassName::simpleName)
                .forEach(all::add);
        return all;
    }

    /**
     * A type of this package in which nothing is taken for something of {@code java.lang} that is not: a declared type
     * may be called {@code String}, and hides that in the whole package.
     */
    public TypeSpec qualified(TypeSpec.Builder type) {
        String[] hidden = all().stream().filter(IN_JAVA_LANG::contains).sorted().toArray(String[]::new);
        return type.alwaysQualify(hidden).build();
    }

    /** The declared type or interface {@code name}. */
    public ClassName type(String name) {
        return inPackage(declared(name));
    }

    /** The class that implements the interface {@code name} for objects of the library. */
    ClassName object(String name) {
        return inPackage(known(objects, name));
    }

    /** The names of an enum's variants: constants of a Java enum, or records nested in a sealed interface. */
    public Map<String, String> variants(TypeDeclaration.Enum declaration) {
        List<String> names = declaration.variants().stream().map(Variant::name).toList();
        return declaration.hasPayload()
                ? Scope.ofTypes(Set.of(declared(declaration.name())))
                        .claimAll(names, Identifiers::type, Identifiers::typeAsWritten)
                : Scope.of(Set.of()).claimAll(names, Identifiers::constant, UnaryOperator.identity());
    }

    /** The record for variants of an enum that may grow that this version does not know. */
    public String unknown(TypeDeclaration.Enum declaration) {
        Scope scope = Scope.ofTypes(Set.of(declared(declaration.name())));
        if (declaration.hasPayload()) {
            variants(declaration).values().forEach(scope::claim);
        }
        return scope.claim("Unknown");
    }

    /** The Java enum of the variants that this version knows of an enum without payloads that may grow. */
    public ClassName known(TypeDeclaration.Enum declaration) {
        ClassName type = type(declaration.name());
        return type.nestedClass(Scope.ofTypes(Set.of(type.simpleName())).claim("Known"));
    }

    /** The names of a struct's components, in order. */
    static List<String> components(List<Field> fields) {
        List<String> names = fields.stream().map(Field::name).toList();
        return List.copyOf(Scope.of(Identifiers.OF_OBJECT)
                .claimAll(names, Identifiers::member, Identifiers::memberAsWritten)
                .values());
    }

    /** The names of a variant's components, in order: {@code value}, or {@code first}, {@code second} …. */
    static List<String> components(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> List.of();
            case Payload.Fields fields -> components(fields.fields());
            case Payload.Positional positional when positional.types().size() == 1 -> List.of("value");
            case Payload.Positional positional -> {
                List<String> names = new ArrayList<>();
                for (int i = 0; i < positional.types().size(); i++) {
                    names.add(position(i));
                }
                yield names;
            }
        };
    }

    /** The component of a tuple, or of a variant with several, at an index. */
    public static String position(int index) {
        return index < POSITIONS.size() ? POSITIONS.get(index) : "item" + (index + 1);
    }

    /** The method of each export. */
    static Map<String, String> exports(Descriptor descriptor) {
        Scope scope = Scope.of(OF_LIBRARY);
        Identifiers.OF_OBJECT.forEach(scope::claim);
        return scope.claimAll(
                descriptor.exports().stream().map(Export::name).toList(),
                Identifiers::member,
                Identifiers::memberAsWritten);
    }

    /** The method of each import. */
    public static Map<String, String> imports(Descriptor descriptor) {
        return Scope.of(Identifiers.OF_OBJECT)
                .claimAll(
                        descriptor.imports().stream().map(Import::name).toList(),
                        Identifiers::member,
                        Identifiers::memberAsWritten);
    }

    /** The method of each method. */
    static Map<String, String> methods(InterfaceDeclaration declaration) {
        Scope scope = Scope.of(Identifiers.OF_OBJECT);
        scope.claim("close");
        return scope.claimAll(
                declaration.methods().stream().map(Method::name).toList(),
                Identifiers::member,
                Identifiers::memberAsWritten);
    }

    /** The names of a signature's parameters, in order. */
    static List<String> parameters(List<Parameter> parameters) {
        Scope scope = Scope.of(OF_CALL);
        Map<String, String> named = scope.claimAll(
                parameters.stream()
                        .map(Parameter::name)
                        .filter(n -> !n.isEmpty())
                        .toList(),
                Identifiers::member,
                Identifiers::memberAsWritten);
        return parameters.stream()
                .map(p -> p.name().isEmpty() ? scope.number(unnamed(p)) : known(named, p.name()))
                .toList();
    }

    private static String unnamed(Parameter parameter) {
        Type type = parameter.type() instanceof Type.Reference reference ? reference.target() : parameter.type();
        return switch (type) {
            case Type.Named named -> Identifiers.member(named.name());
            case Type.Str _, Type.CStr _ -> "text";
            case Type.Slice _ -> "items";
            case Type _ -> "value";
        };
    }

    private ClassName inPackage(String simpleName) {
        return ClassName.get(packageName, simpleName);
    }

    private String declared(String name) {
        return known(declared, name);
    }

    private static String known(Map<String, String> names, String name) {
        return Optional.ofNullable(names.get(name)).orElseThrow(() -> new IllegalArgumentException("no name " + name));
    }
}
