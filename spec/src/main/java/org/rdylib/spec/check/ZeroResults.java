package org.rdylib.spec.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Import;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * An {@code extern "C"} import cannot report a failure. Where Java implements it and throws, the caller gets zero
 * bytes, which must therefore be a value of the result's type.
 *
 * <table>
 * <caption>Zero bytes are</caption>
 * <tr><th>type</th><th>a value</th></tr>
 * <tr><td>scalars, raw pointers, {@code Option}</td><td>yes</td></tr>
 * <tr><td>references, {@code Box}, {@code Arc}, {@code Vec}, {@code String}, functions</td><td>no</td></tr>
 * <tr><td>structs, tuples, arrays</td><td>if all their parts have one</td></tr>
 * <tr><td>enums, {@code Result}</td><td>if the variant with discriminant 0 has one</td></tr>
 * </table>
 */
final class ZeroResults {

    private ZeroResults() {}

    static void check(Descriptor descriptor, Problems problems) {
        List<Type> results = new ArrayList<>();
        for (Import imported : descriptor.imports()) {
            if (isPlain(imported)) {
                results.add(imported.signature().result());
            }
        }
        Set<String> without = results.isEmpty() ? Set.of() : typesWithoutZero(descriptor);
        for (Type result : results) {
            if (lacksZero(result, without)) {
                problems.error(
                        Code.NOT_HERE,
                        result.at(),
                        "an `extern \"C\"` import answers zero bytes where it fails in Java, and they are no value of"
                                + " this type",
                        "let it return an `Option`, or drop the `extern \"C\"`");
            }
        }
    }

    private static boolean isPlain(Import imported) {
        return imported.signature().convention() == Convention.C;
    }

    private static Set<String> typesWithoutZero(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            switch (declaration) {
                case TypeDeclaration.Struct s -> Types.fieldTypes(s).forEach(t -> spread(t, s.name(), spread));
                case TypeDeclaration.Enum e ->
                    e.variants().stream()
                            .filter(v -> v.discriminant().equals(BigInteger.ZERO))
                            .findFirst()
                            .ifPresentOrElse(
                                    v -> Types.payloadTypes(v.payload()).forEach(t -> spread(t, e.name(), spread)),
                                    () -> spread.mark(e.name()));
                case TypeDeclaration.Opaque _ -> {}
            }
        }
        return spread.all();
    }

    private static void spread(Type type, String user, Spread spread) {
        switch (type) {
            case Type.Named n -> spread.from(n.name(), user);
            case Type.Tuple _, Type.Array _ -> Types.parts(type).forEach(t -> spread(t, user, spread));
            case Type.Result r -> spread(r.ok(), user, spread);
            case Type other when lacksZero(other, Set.of()) -> spread.mark(user);
            case Type _ -> {}
        }
    }

    private static boolean lacksZero(Type type, Set<String> without) {
        return switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Pointer _, Type.Option _ -> false;
            case Type.Named n -> without.contains(n.name());
            case Type.Tuple _, Type.Array _ -> Types.parts(type).stream().anyMatch(t -> lacksZero(t, without));
            case Type.Result r -> lacksZero(r.ok(), without);
            case Type.Handle _ -> true;
            case Type.Reference _, Type.Boxed _, Type.Shared _, Type.Vector _, Type.Text _, Type.Function _ -> true;
            case Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ -> false;
        };
    }
}
