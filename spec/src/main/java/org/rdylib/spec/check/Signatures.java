package org.rdylib.spec.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Method;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;

/** All signatures of a descriptor; the parameters of each have names of their own. */
final class Signatures {

    private Signatures() {}

    /** All signatures of a descriptor but those within types. */
    static Stream<Signature> of(Descriptor descriptor) {
        return Stream.of(
                        descriptor.exports().stream().map(Export::signature),
                        descriptor.imports().stream().map(Import::signature),
                        methods(descriptor).map(Method::signature))
                .flatMap(s -> s);
    }

    static void check(Descriptor descriptor, Problems problems) {
        of(descriptor).forEach(s -> distinctNames(s, problems));
    }

    private static Stream<Method> methods(Descriptor descriptor) {
        return descriptor.interfaces().stream().flatMap(i -> i.methods().stream());
    }

    private static void distinctNames(Signature signature, Problems problems) {
        Map<String, Place> names = new HashMap<>();
        for (Parameter parameter : signature.parameters()) {
            Optional<Place> first = parameter.name().isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(names.putIfAbsent(parameter.name(), parameter.at()));
            if (first.isPresent()) {
                problems.error(
                        Code.DUPLICATE_NAME, parameter.at(), "two parameters are called `" + parameter.name() + "`");
            }
        }
    }
}
