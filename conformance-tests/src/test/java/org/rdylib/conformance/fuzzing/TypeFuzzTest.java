package org.rdylib.conformance.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.TypeParser;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * Whatever text is taken for a type, signature or payload: it is read, or there is one diagnostic inside it. What was read
 * prints as a text that reads as the same.
 */
class TypeFuzzTest {

    private static final String FILE = "fuzzed";

    @FuzzTest(maxDuration = "10m")
    void printsWhatItReads(byte[] bytes) {
        String text = Texts.of(bytes);
        check(text, TypeParser::type, TypePrinter::print);
        check(text, TypeParser::signature, TypePrinter::print);
        check(text, TypeParser::payload, TypeFuzzTest::payload);
    }

    private static String payload(List<Type> types) {
        return "(" + String.join(", ", types.stream().map(TypePrinter::print).toList()) + ")";
    }

    private static <T> void check(String text, Parser<T> parser, Function<T, String> printer) {
        List<Diagnostic> errors = new ArrayList<>();
        Optional<T> read = parser.parse(Scalar.of(FILE, text), errors::add);
        Texts.require(read.isPresent() == errors.isEmpty() && errors.size() <= 1, "read: " + read + ", " + errors);
        Texts.requirePlaces(errors, text);
        if (read.isPresent()) {
            String printed = printer.apply(read.get());
            T again = parser.parse(Scalar.of(FILE, printed), errors::add)
                    .orElseThrow(() -> new AssertionError("`" + printed + "` does not read: " + errors));
            Texts.require(
                    withoutPlaces(again).equals(withoutPlaces(read.get())),
                    "`" + printed + "` reads as " + again + ", not " + read.get());
            Texts.require(printer.apply(again).equals(printed), "`" + printed + "` prints as " + printer.apply(again));
        }
    }

    /** The model's records, of which all but the places counts, and the names that function types give to parameters. */
    private static String withoutPlaces(Object model) {
        return model.toString()
                .replaceAll("\\bat=" + FILE + ":\\d+:\\d+", "at")
                .replaceAll("\\bParameter\\[name=\\w*", "Parameter[name");
    }

    private interface Parser<T> {
        Optional<T> parse(Scalar scalar, Consumer<Diagnostic> errors);
    }
}
