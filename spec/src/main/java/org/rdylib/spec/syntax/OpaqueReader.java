package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Code;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Sequence;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads {@code opaque: {covariant: ["'a"], bounds: [Send], drop: symbol}}. */
final class OpaqueReader {

    private static final String EXAMPLE = "`opaque: {covariant: [\"'a\"], drop: symbol}`, say";

    private OpaqueReader() {}

    static TypeDeclaration read(
            Section section, Place at, TypeParser.Head head, Optional<String> doc, Diagnostics errors) {
        Optional<Node> body = section.take("opaque");
        section.close(
                Map.of("covariant", "`opaque`", "bounds", "`opaque`", "drop", "`opaque`", "struct", "another type"));
        List<Lifetime.Named> covariant = List.of();
        List<Claim> claims = List.of();
        Optional<String> drop = Optional.empty();
        if (body.isPresent() && body.get() instanceof Node.Mapping mapping) {
            Section inner =
                    new Section(mapping, "`opaque`", section.key("opaque").at(), errors);
            covariant = inner.take("covariant").map(n -> lifetimes(n, errors)).orElse(List.of());
            claims = ClaimReader.read(inner, errors);
            drop = inner.take("drop").flatMap(n -> SymbolReader.read(n, "`drop`", errors));
            inner.close(Map.of("doc", "nothing: it stands beside `opaque`"));
        } else if (body.isPresent() && !(body.get() instanceof Scalar scalar && scalar.isNull())) {
            errors.wrongShape(body.get(), "`opaque` is a mapping", EXAMPLE);
        }
        return new TypeDeclaration.Opaque(head.name(), head.lifetimes(), covariant, claims, drop, doc, at);
    }

    private static List<Lifetime.Named> lifetimes(Node node, Diagnostics errors) {
        if (!(node instanceof Sequence list)) {
            errors.wrongShape(node, "`covariant` is a list", "`covariant: [\"'a\"]`, say");
            return List.of();
        }
        List<Lifetime.Named> lifetimes = new ArrayList<>();
        for (Node item : list.items()) {
            errors.text(item, "`covariant` is a list of lifetimes").ifPresent(text -> {
                String name = text.text().startsWith("'") ? text.text().substring(1) : "";
                if (name.isEmpty() || Names.lifetimeComplaint(name).isPresent()) {
                    errors.add(
                            Code.BAD_NAME,
                            text.at(),
                            Names.quote(text.text()) + " is no lifetime of a declaration",
                            "write it with its apostrophe, and quoted: `\"'a\"`");
                } else {
                    lifetimes.add(new Lifetime.Named(name, text.at()));
                }
            });
        }
        return lifetimes;
    }
}
