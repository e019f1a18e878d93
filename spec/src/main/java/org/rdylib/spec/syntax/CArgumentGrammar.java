package org.rdylib.spec.syntax;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.Code;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads one argument of C's: a path that begins with a parameter, {@code return}, or what is always the same. */
final class CArgumentGrammar {

    private static final String HELP = "write a parameter, `x`, `x.data` or `x.length as c_int`; `return`; `null`; or a"
            + " number with its type, `0 as c_int`";

    private static final String HELP_IN_CALLS =
            "write `data`, or a parameter by its number, from 0: `0`, `0.data` or `0.length as c_int`";

    private static final Pattern WHOLE = Pattern.compile("(?<name>\\w+)"
            + "|(?<of>\\w+)\\s*\\.\\s*(?<word>data|code|drop)"
            + "|(?<lengths>\\w+\\s*\\.\\s*length(?:\\s*=\\s*\\w+\\s*\\.\\s*length)*)(?:\\s+as\\s+(?<as>\\w+))?"
            + "|return\\s*\\(\\s*(?<room>\\w+)\\s*\\.\\s*length\\s*\\)"
            + "|(?<number>[-+]?\\w+)\\s+as\\s+(?<type>\\w+|\\*\\s*mut\\s+c_void)");

    private static final String NUMBER = "(?:0|[1-9]\\d{0,3})";

    private static final String LENGTH_OF_NUMBER = NUMBER + "\\s*\\.\\s*length";

    /** What a closure is called with: its parameters have no names. */
    private static final Pattern IN_CALLS = Pattern.compile("(?<name>" + NUMBER + "|data)"
            + "|(?<of>" + NUMBER + ")\\s*\\.\\s*data"
            + "|(?<lengths>" + LENGTH_OF_NUMBER + "(?:\\s*=\\s*" + LENGTH_OF_NUMBER + ")*)(?:\\s+as\\s+(?<as>\\w+))?");

    private static final Pattern NAME = Pattern.compile("(\\w+)\\s*\\.\\s*length");

    private final Scalar text;
    private final Diagnostics errors;

    private CArgumentGrammar(Scalar text, Diagnostics errors) {
        this.text = text;
        this.errors = errors;
    }

    /** What a scalar says, or empty where it is no argument, which is then reported. */
    static Optional<CArgument> read(Scalar text, Diagnostics errors) {
        return new CArgumentGrammar(text, errors).read();
    }

    /** The same of what C calls a closure with. */
    static Optional<CArgument> readInCalls(Scalar text, Diagnostics errors) {
        return new CArgumentGrammar(text, errors).readInCalls();
    }

    private Optional<CArgument> readInCalls() {
        Matcher m = IN_CALLS.matcher(text.text());
        if (isTooLong() || !m.matches()) {
            return refused(HELP_IN_CALLS);
        }
        if (m.group("of") != null) {
            return Optional.of(new CArgument.Data(m.group("of"), text.at()));
        }
        if (m.group("lengths") != null) {
            return lengths(m, false);
        }
        return Optional.of(
                m.group("name").equals("data")
                        ? new CArgument.UserData(text.at())
                        : new CArgument.Whole(m.group("name"), text.at()));
    }

    private boolean isTooLong() {
        return text.text().length() > Names.MAX_LENGTH * 8;
    }

    private Optional<CArgument> read() {
        Matcher m = WHOLE.matcher(text.text());
        if (isTooLong() || !m.matches()) {
            return refused(HELP);
        }
        if (m.group("of") != null) {
            return name(m, "of").map(name -> switch (m.group("word")) {
                case "code" -> new CArgument.Code(name, text.at());
                case "drop" -> new CArgument.Drop(name, text.at());
                case String _ -> new CArgument.Data(name, text.at());
            });
        }
        if (m.group("lengths") != null) {
            return lengths(m, true);
        }
        if (m.group("room") != null) {
            return name(m, "room").map(name -> new CArgument.Returned(Optional.of(name), text.at()));
        }
        if (m.group("number") != null) {
            return number(m);
        }
        return switch (m.group("name")) {
            case "return" -> Optional.of(new CArgument.Returned(Optional.empty(), text.at()));
            case "null" -> Optional.of(new CArgument.Address(BigInteger.ZERO, text.at()));
            case String _ -> name(m, "name").map(name -> new CArgument.Whole(name, text.at()));
        };
    }

    private Optional<CArgument> lengths(Matcher m, boolean named) {
        List<String> parameters = new ArrayList<>();
        Matcher each = NAME.matcher(m.group("lengths"));
        while (each.find()) {
            Optional<String> complaint = named ? Names.complaint(each.group(1)) : Optional.empty();
            if (complaint.isPresent()) {
                int from = m.start("lengths") + each.start(1);
                errors.add(Code.BAD_NAME, text.place(from, from + each.group(1).length()), complaint.get());
                return Optional.empty();
            }
            parameters.add(each.group(1));
        }
        return m.group("as") == null
                ? Optional.of(new CArgument.Length(parameters, ScalarKind.USIZE, text.at()))
                : type(m, "as").map(type -> new CArgument.Length(parameters, type, text.at()));
    }

    private Optional<CArgument> number(Matcher m) {
        Optional<BigInteger> value = IntegerLiteral.of(m.group("number"));
        if (value.isEmpty()) {
            return refused(HELP);
        }
        if (m.group("type").startsWith("*")) {
            return Optional.of(new CArgument.Address(value.get(), text.at()));
        }
        return type(m, "type").map(type -> new CArgument.Constant(value.get(), type, text.at()));
    }

    private Optional<ScalarKind> type(Matcher m, String group) {
        Optional<ScalarKind> kind = ScalarKind.of(m.group(group)).filter(ScalarKind::isWordOfC);
        if (kind.isEmpty()) {
            errors.add(
                    Code.TYPE_SYNTAX,
                    text.place(m.start(group), m.end(group)),
                    Names.quote(m.group(group)) + " is no integer that C takes",
                    "write an integer type of up to 64 bits: `c_int`, `u64`, `usize`, say");
        }
        return kind;
    }

    private Optional<String> name(Matcher m, String group) {
        Optional<String> complaint = Names.complaint(m.group(group));
        complaint.ifPresent(c -> errors.add(Code.BAD_NAME, text.place(m.start(group), m.end(group)), c));
        return complaint.isPresent() ? Optional.empty() : Optional.of(m.group(group));
    }

    private Optional<CArgument> refused(String help) {
        errors.add(Code.TYPE_SYNTAX, text.at(), Names.quote(text.text()) + " is no argument of C's", help);
        return Optional.empty();
    }
}
