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
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/** The shape of signatures: methods have a receiver and nothing else has; parameters have names of their own. */
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
        methods(descriptor)
                .filter(m -> m.signature().receiver().isEmpty())
                .forEach(m -> problems.error(
                        Code.NOT_HERE,
                        m.signature().at(),
                        "the method `" + m.name() + "` has no receiver",
                        "let it begin with `&self`, `&mut self` or `self: Box<Self>`"));
        Stream.concat(
                        descriptor.exports().stream().map(Export::signature),
                        descriptor.imports().stream().map(Import::signature))
                .forEach(s -> noReceiver(s, "exports and imports", problems));
        of(descriptor).forEach(s -> distinctNames(s, problems));
        Stream.concat(
                        descriptor.types().stream().flatMap(d -> Types.fieldTypes(d).stream()),
                        of(descriptor).flatMap(s -> Types.parts(s).stream()))
                .forEach(t -> Types.forEach(t, part -> inType(part, problems)));
    }

    private static Stream<Method> methods(Descriptor descriptor) {
        return descriptor.interfaces().stream().flatMap(i -> i.methods().stream());
    }

    private static void inType(Type type, Problems problems) {
        switch (type) {
            case Type.Function f -> noReceiver(f.signature(), "function types", problems);
            case Type.Closure c -> noReceiver(c.signature(), "closure types", problems);
            case Type _ -> {}
        }
    }

    private static void noReceiver(Signature signature, String where, Problems problems) {
        signature
                .receiver()
                .map(Receiver::at)
                .ifPresent(at -> problems.error(Code.NOT_HERE, at, where + " have no receiver"));
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
