package org.rdylib.conformance.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** What compilers are asked about has every kind of type in it, each in every place in which it may stand. */
class RandomTypesTest {

    private static final int MANY = 5_000;

    private final RandomTypes types =
            new RandomTypes(RandomGeneratorFactory.of("L64X128MixRandom").create(1), MANY, true, true);

    private Stream<Type> drawn() {
        return new Expressions(types).all().keySet().stream();
    }

    private static Set<String> names(Stream<?> all) {
        return all.map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theyAreOfEveryKind() {
        assertThat(drawn().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Type.class.getPermittedSubclasses());
    }

    @Test
    void theyHaveEveryScalar() {
        assertThat(drawn().filter(Type.Scalar.class::isInstance).map(t -> ((Type.Scalar) t).kind()))
                .containsExactlyInAnyOrder(ScalarKind.values());
    }

    @Test
    void everyKindOfPointerLeadsToEveryKindOfTarget() {
        Set<String> targets = Set.of("data", "Str", "Slice", "InterfaceObject", "Closure");
        assertThat(pointers("SHARED")).containsAll(targets).contains("CStr", "an append struct");
        assertThat(pointers("EXCLUSIVE")).containsAll(targets).contains("an append struct");
        assertThat(pointers("Boxed")).containsAll(targets).contains("an append struct");
        assertThat(pointers("Shared")).contains("data", "InterfaceObject", "Closure", "an append struct");
        assertThat(drawn().filter(Type.Closure.class::isInstance).map(t -> ((Type.Closure) t).kind()))
                .contains(ClosureKind.values());
    }

    private Set<String> pointers(String kind) {
        return names(drawn().flatMap(t -> switch (t) {
            case Type.Reference r -> pointer(r.mutability().name(), r.target(), kind);
            case Type.Boxed b -> pointer("Boxed", b.target(), kind);
            case Type.Shared s -> pointer("Shared", s.target(), kind);
            case Type _ -> Stream.of();
        }));
    }

    private Stream<String> pointer(String kind, Type target, String wanted) {
        return kind.equals(wanted) ? Stream.of(kind(target)) : Stream.of();
    }

    private String kind(Type target) {
        return switch (target) {
            case Type.Str _, Type.CStr _, Type.Slice _, Type.InterfaceObject _, Type.Closure _ ->
                target.getClass().getSimpleName();
            case Type.Named n
            when types.type(n.name()) instanceof TypeDeclaration.Struct s && s.evolution() == Evolution.APPEND ->
                "an append struct";
            case Type _ -> "data";
        };
    }

    /** {@code None} is null there, or a tag. */
    @Test
    void whatMayBeMissingIsOfEveryKind() {
        Set<String> values = names(drawn().filter(Type.Option.class::isInstance)
                .map(t -> ((Type.Option) t).value().getClass().getSimpleName()));
        assertThat(values)
                .contains(
                        "Scalar",
                        "Unit",
                        "Tuple",
                        "Array",
                        "Reference",
                        "Pointer",
                        "Named",
                        "Option",
                        "Result",
                        "Boxed")
                .contains("Shared", "Vector", "Text", "Function", "Handle");
    }

    @Test
    void whatIsDeclaredIsOfEveryKindAndRepresentation() {
        Set<String> kinds = new TreeSet<>();
        types.all().forEach(t -> kinds.add(kind(t)));
        Set<String> enums = Stream.of("U8", "U16", "U32", "U64", "I8", "I16", "I32", "I64")
                .flatMap(r -> Stream.of(r + " enum", r + " enum of payloads", r + " append enum of payloads"))
                .collect(Collectors.toSet());
        assertThat(kinds)
                .containsAll(enums)
                .contains("struct", "append struct", "append enum without storage")
                .contains("struct, packed 1", "struct, packed 2", "struct, packed 4", "struct, packed 8")
                .contains("struct, align 1", "struct, align 2", "struct, align 4", "struct, align 8")
                .contains("struct, align 16", "struct, align 32", "struct, align 64");
    }

    private static String kind(TypeDeclaration declaration) {
        String append = declaration.evolution() == Evolution.APPEND ? "append " : "";
        return switch (declaration) {
            case TypeDeclaration.Struct s
            when s.packed().isPresent() -> "struct, packed " + s.packed().getAsInt();
            case TypeDeclaration.Struct s
            when s.align().isPresent() -> "struct, align " + s.align().getAsInt();
            case TypeDeclaration.Struct _ -> append + "struct";
            case TypeDeclaration.Enum e
            when !append.isEmpty() && e.storage().isEmpty() -> "append enum without storage";
            case TypeDeclaration.Enum e ->
                e.repr() + " " + append + "enum"
                        + (e.variants().stream().allMatch(v -> v.payload() instanceof Payload.None)
                                ? ""
                                : " of payloads");
            case TypeDeclaration.Opaque _ -> "opaque";
        };
    }
}
