package org.rdylib.spec.syntax;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Sequence;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads {@code c: [db, sql.data, sql.length as c_int]} and {@code c: {pass: […], ok: 0}}. */
final class CEntryReader {

    private static final String EXAMPLE = "`c: [text.data, text.length as c_int]`, say";

    private CEntryReader() {}

    /** What {@code c:} says, or empty where there is none, or none that can be read, which is then reported. */
    static Optional<CEntry> read(Section section, Diagnostics errors) {
        Optional<Node> value = section.take("c");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Place at = section.key("c").at();
        return switch (value.get()) {
            case Mapping mapping -> {
                Section inner = new Section(mapping, "`c`", at, errors);
                Optional<List<CArgument>> pass = inner.require("pass", "`pass: [text.data]`, say")
                        .flatMap(node -> arguments(node, "`pass` is a list of what C is passed", errors));
                int before = errors.count();
                Optional<BigInteger> ok = inner.take("ok").flatMap(node -> number(node, errors));
                boolean isRead = errors.count() == before;
                inner.close(Map.of());
                yield pass.filter(_ -> isRead).map(arguments -> new CEntry(arguments, ok, at));
            }
            case Node list ->
                arguments(list, "`c` is a list of what C is passed, or a mapping", errors)
                        .map(arguments -> new CEntry(arguments, Optional.empty(), at));
        };
    }

    /** All of a list; empty if one of them cannot be read. */
    private static Optional<List<CArgument>> arguments(Node node, String wanted, Diagnostics errors) {
        if (!(node instanceof Sequence list)) {
            errors.wrongShape(node, wanted, EXAMPLE);
            return Optional.empty();
        }
        List<CArgument> arguments = new ArrayList<>();
        for (Node item : list.items()) {
            argument(item, errors).ifPresent(arguments::add);
        }
        return Optional.of(arguments).filter(all -> all.size() == list.items().size());
    }

    /** What is empty elsewhere, {@code null} without quotes, is C's null here. */
    private static Optional<CArgument> argument(Node item, Diagnostics errors) {
        if (item instanceof Scalar scalar && scalar.isNull()) {
            return Optional.of(new CArgument.Address(BigInteger.ZERO, scalar.at()));
        }
        return errors.text(item, "an argument of C's is wanted here")
                .flatMap(text -> CArgumentGrammar.read(text, errors));
    }

    private static Optional<BigInteger> number(Node node, Diagnostics errors) {
        Optional<Scalar> text = errors.text(node, "`ok` is an integer");
        Optional<BigInteger> value = text.map(Scalar::text).flatMap(IntegerLiteral::of);
        text.filter(_ -> value.isEmpty())
                .ifPresent(t -> errors.add(
                        Code.BAD_VALUE,
                        t.at(),
                        Names.quote(t.text()) + " is no integer",
                        "`ok` is the one answer of C's that means success: `ok: 0`, say"));
        return value;
    }
}
