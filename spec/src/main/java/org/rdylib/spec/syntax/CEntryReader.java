package org.rdylib.spec.syntax;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CCall;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Sequence;
import org.rdylib.spec.syntax.Section.Diagnostics;

/**
 * Reads {@code c: [db, sql.data, sql.length as c_int]} and {@code c: {pass: […], ok: 0, calls: {row: [data, 0]}}}.
 */
final class CEntryReader {

    private static final String EXAMPLE = "`c: [text.data, text.length as c_int]`, say";
    private static final String EXAMPLE_OF_CALLS = "`calls: {visit: [data, 0, 1.data]}`, say";

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
                int before = errors.count();
                Section inner = new Section(mapping, "`c`", at, errors);
                Optional<List<CArgument>> pass = inner.require("pass", "`pass: [text.data]`, say")
                        .flatMap(node -> passed(node, "`pass` is a list of what C is passed", errors));
                Optional<BigInteger> ok = inner.take("ok").flatMap(node -> success(node, errors));
                List<CCall> calls = inner.entries("calls", EXAMPLE_OF_CALLS).stream()
                        .flatMap(entry -> call(entry, errors).stream())
                        .toList();
                boolean isRead = errors.count() == before;
                inner.close(Map.of());
                yield pass.filter(_ -> isRead).map(arguments -> new CEntry(arguments, ok, calls, at));
            }
            case Node list ->
                passed(list, "`c` is a list of what C is passed, or a mapping", errors)
                        .map(arguments -> new CEntry(arguments, Optional.empty(), List.of(), at));
        };
    }

    /** How C calls one closure. */
    private static Optional<CCall> call(Entry entry, Diagnostics errors) {
        String closure = entry.key().text();
        Place at = entry.key().at();
        Optional<String> complaint = Names.complaint(closure);
        complaint.ifPresent(c -> errors.add(Code.BAD_NAME, at, c));
        return switch (entry.value()) {
            case Mapping mapping -> {
                Section inner = new Section(mapping, Names.quote(closure), at, errors);
                Optional<List<CArgument>> pass = inner.require("pass", "`pass: [data, 0]`, say")
                        .flatMap(node -> given(node, "`pass` is a list of what C passes", errors));
                Optional<BigInteger> failed = inner.take("failed").flatMap(node -> failure(node, errors));
                boolean isKeptIfOk = inner.take("kept")
                        .flatMap(node -> errors.text(node, "`kept` is `ok`"))
                        .filter(text -> isOk(text, errors))
                        .isPresent();
                inner.close(Map.of());
                yield pass.map(arguments -> new CCall(closure, arguments, failed, isKeptIfOk, at));
            }
            case Node list ->
                given(list, "how a closure is called is a list of what C passes, or a mapping", errors)
                        .map(arguments -> new CCall(closure, arguments, Optional.empty(), false, at));
        };
    }

    private static boolean isOk(Scalar text, Diagnostics errors) {
        boolean isOk = text.text().equals("ok");
        if (!isOk) {
            errors.add(
                    Code.BAD_VALUE,
                    text.at(),
                    Names.quote(text.text()) + " is not `ok`",
                    "write `kept: ok` where C has the closure only if it answers `ok`, or leave it out");
        }
        return isOk;
    }

    private static Optional<List<CArgument>> passed(Node node, String wanted, Diagnostics errors) {
        return arguments(node, wanted, EXAMPLE, CEntryReader::argument, errors);
    }

    private static Optional<List<CArgument>> given(Node node, String wanted, Diagnostics errors) {
        return arguments(node, wanted, EXAMPLE_OF_CALLS, CEntryReader::argumentInCalls, errors);
    }

    /** All of a list; empty if one of them cannot be read. */
    private static Optional<List<CArgument>> arguments(
            Node node,
            String wanted,
            String example,
            BiFunction<Node, Diagnostics, Optional<CArgument>> each,
            Diagnostics errors) {
        if (!(node instanceof Sequence list)) {
            errors.wrongShape(node, wanted, example);
            return Optional.empty();
        }
        List<CArgument> arguments = new ArrayList<>();
        for (Node item : list.items()) {
            each.apply(item, errors).ifPresent(arguments::add);
        }
        return Optional.of(arguments).filter(all -> all.size() == list.items().size());
    }

    /** What is empty elsewhere, {@code null} without quotes, is C's null here; what is empty, and {@code ~}, is not. */
    private static Optional<CArgument> argument(Node item, Diagnostics errors) {
        if (item instanceof Scalar scalar && scalar.isNull()) {
            return CArgumentGrammar.read(scalar, errors);
        }
        return errors.text(item, "an argument of C's is wanted here")
                .flatMap(text -> CArgumentGrammar.read(text, errors));
    }

    private static Optional<CArgument> argumentInCalls(Node item, Diagnostics errors) {
        return errors.text(item, "an argument of C's is wanted here")
                .flatMap(text -> CArgumentGrammar.readInCalls(text, errors));
    }

    private static Optional<BigInteger> success(Node node, Diagnostics errors) {
        return number("ok", node, "`ok` is the one answer of C's that means success: `ok: 0`, say", errors);
    }

    private static Optional<BigInteger> failure(Node node, Diagnostics errors) {
        return number(
                "failed", node, "`failed` is what C is answered by a closure that fails: `failed: 1`, say", errors);
    }

    private static Optional<BigInteger> number(String key, Node node, String help, Diagnostics errors) {
        Optional<Scalar> text = errors.text(node, "`" + key + "` is an integer");
        Optional<BigInteger> value = text.map(Scalar::text).flatMap(IntegerLiteral::of);
        text.filter(_ -> value.isEmpty())
                .ifPresent(t -> errors.add(Code.BAD_VALUE, t.at(), Names.quote(t.text()) + " is no integer", help));
        return value;
    }
}
