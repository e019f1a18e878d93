package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Code;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Sequence;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads {@code bounds: [Send, Sync]}. */
final class ClaimReader {

    private static final List<String> SPELLINGS =
            Arrays.stream(Bound.values()).map(Bound::spelling).toList();

    private ClaimReader() {}

    static List<Claim> read(Section section, Diagnostics errors) {
        return section.take("bounds").map(node -> read(node, errors)).orElse(List.of());
    }

    private static List<Claim> read(Node node, Diagnostics errors) {
        if (!(node instanceof Sequence list)) {
            errors.wrongShape(node, "`bounds` is a list", "`bounds: [Send]`, say");
            return List.of();
        }
        List<Claim> claims = new ArrayList<>();
        Set<Bound> known = EnumSet.noneOf(Bound.class);
        for (Node item : list.items()) {
            errors.text(item, "`bounds` is a list of names")
                    .flatMap(text -> claim(text, errors))
                    .ifPresent(claim -> {
                        if (known.add(claim.bound())) {
                            claims.add(claim);
                        } else {
                            errors.add(
                                    Code.BAD_VALUE,
                                    claim.at(),
                                    "`" + claim.bound().spelling() + "` is claimed twice",
                                    "leave one of them out");
                        }
                    });
        }
        return claims;
    }

    private static Optional<Claim> claim(Scalar text, Diagnostics errors) {
        Optional<Bound> bound = Bound.of(text.text());
        if (bound.isEmpty()) {
            errors.add(
                    Code.BAD_VALUE,
                    text.at(),
                    Names.quote(text.text()) + " is not a bound",
                    Names.similar(text.text(), SPELLINGS)
                            .map(s -> "did you mean `" + s + "`?")
                            .orElse("the bounds are `Send`, `Sync`, `Clone`, `Const` and `Portable`"));
        }
        return bound.map(b -> new Claim(b, text.at()));
    }
}
