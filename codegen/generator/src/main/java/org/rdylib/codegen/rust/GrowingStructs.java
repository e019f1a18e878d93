package org.rdylib.codegen.rust;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Method;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * The structs to which later versions may add fields. Behind a pointer that came from the other side there may be more of
 * them than this version knows, so safe code never gets hold of such a struct as a whole: references and {@code Arc}s to
 * it are read, and a {@code Box} of it is a type of its own, which lends one field at a time.
 *
 * @param names all of them
 * @param boxed those that a {@code Box} stands before somewhere
 */
record GrowingStructs(Set<String> names, Set<String> boxed) {

    GrowingStructs {
        names = Set.copyOf(names);
        boxed = Set.copyOf(boxed);
    }

    static GrowingStructs of(Descriptor descriptor) {
        Set<String> names = new HashSet<>();
        descriptor.types().stream()
                .filter(GrowingStructs::isGrowing)
                .map(TypeDeclaration::name)
                .forEach(names::add);
        Set<String> boxed = new HashSet<>();
        forEach(descriptor, type -> {
            if (type instanceof Type.Boxed b && b.target() instanceof Type.Named n && names.contains(n.name())) {
                boxed.add(n.name());
            }
        });
        return new GrowingStructs(names, boxed);
    }

    private static void forEach(Descriptor descriptor, Consumer<Type> each) {
        Stream<Type> fields = descriptor.types().stream().map(Types::fieldTypes).flatMap(List::stream);
        Stream<Signature> methods = descriptor.interfaces().stream()
                .flatMap(i -> i.methods().stream())
                .map(Method::signature);
        Stream<Signature> functions = Stream.concat(
                descriptor.exports().stream().map(Export::signature),
                descriptor.imports().stream().map(Import::signature));
        Stream<Type> parts = Stream.concat(methods, functions).map(Types::parts).flatMap(List::stream);
        Stream.concat(fields, parts).forEach(type -> Types.forEach(type, each));
    }

    static boolean isGrowing(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Struct s && s.evolution() == Evolution.APPEND;
    }

    /** Whether a type is one of them. */
    boolean isGrowing(Type type) {
        return type instanceof Type.Named n && names.contains(n.name());
    }

    /**
     * Whether the fields of one are lent out of its {@code Box}. Those of a packed struct are not: rustc lets nothing refer
     * to them.
     */
    boolean isLentByField(TypeDeclaration.Struct struct) {
        return boxed.contains(struct.name()) && struct.packed().isEmpty();
    }

    /** What lends them. */
    static String fields(Names names, TypeDeclaration.Struct struct) {
        return names.type(struct.name() + "Fields", new Names.Owner("fields", struct.name()));
    }
}
