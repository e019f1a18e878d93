package org.rdylib.verifier.finding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdylib.spec.Edit;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;

/** How a lifetime or a clause is changed where its author wrote it, or left it out. What is not understood is left alone. */
public final class LifetimeText {

    /** How a function type or signature begins, and its generics, if it has some. */
    static final Pattern BEGINNING = Pattern.compile("^(?:unsafe +)?(?:extern +\\S+ +)?fn *(<)?");

    private static final Pattern CLAUSE = Pattern.compile("^('+\\w+) *: *'+\\w+$");

    /** What binds more tightly than a {@code +} behind it. */
    private static final String POINTER = "[&*] *(?:'+\\w+ +)?(?:mut +|const +)?";

    private static final Pattern BEHIND_POINTER = Pattern.compile(POINTER + "$");
    private static final Pattern POINTER_TO_DYN = Pattern.compile("^ *(?:" + POINTER + ")+dyn ");
    private static final Pattern RESULT = Pattern.compile("-> *$");
    private static final Pattern IN_GENERICS = Pattern.compile("\\bfn *<[^>()]*$");

    private LifetimeText() {}

    /**
     * Another lifetime at the place of one; empty where its text is not understood.
     *
     * @param signature where the signature stands in which it is; empty where it is in a declared type
     */
    public static Optional<Edit> replacing(Place at, Lifetime lifetime, Optional<Place> signature) {
        String old = new Edit(at, "").replaced();
        String before = before(at);
        if (old.startsWith("''")) {
            return Optional.of(new Edit(at, "'" + lifetime));
        }
        if (old.startsWith("'")) {
            return Optional.of(new Edit(at, lifetime.toString()));
        }
        boolean isDoubled = signature.map(LifetimeText::isSingleQuoted).orElseGet(() -> endsInSingleQuotes(before));
        String name = (isDoubled ? "'" : "") + lifetime;
        if (old.equals("&")) {
            return Optional.of(new Edit(at, "&" + name + " "));
        }
        if (old.startsWith("dyn ") && isBalanced(old)) {
            return before.endsWith("<") && !endsInPointerToDyn(old)
                    ? Optional.of(new Edit(at, old + " + " + name))
                    : Optional.empty();
        }
        if (BEGINNING.matcher(old.replaceFirst("^for<[^>]*> *", "")).find() && isBalanced(old)) {
            String bounded = "(" + old + ") + " + name;
            boolean isPart = BEHIND_POINTER.matcher(before).find()
                    || (RESULT.matcher(before).find() && (signature.isEmpty() || depth(before) > 0));
            return Optional.of(new Edit(at, isPart ? "(" + bounded + ")" : bounded));
        }
        return Optional.empty();
    }

    /** A line without the clause that stands at {@code at}; empty where none does. */
    public static Optional<Edit> removing(Place at) {
        String clause = new Edit(at, "").replaced();
        Matcher matcher = CLAUSE.matcher(clause);
        String before = before(at);
        int from = before.length();
        int to = from + clause.length();
        String rest = at.text().substring(to);
        if (!matcher.matches() || rest.stripLeading().startsWith("+")) {
            return Optional.empty();
        }
        if (IN_GENERICS.matcher(before).find()) {
            // Where a lifetime is declared, it stays.
            return Optional.of(without(at, from + matcher.end(1), to));
        }
        Matcher separator = Pattern.compile("(, *| *where +)$").matcher(before);
        Matcher after = Pattern.compile("^, *").matcher(rest);
        if (!separator.find()) {
            return Optional.empty();
        }
        boolean isFirst = separator.group().contains("where");
        boolean isLast = !after.find();
        return Optional.of(
                without(at, isFirst && !isLast ? from : separator.start(), isFirst && !isLast ? to + after.end() : to));
    }

    private static Edit without(Place at, int start, int end) {
        String line = at.text();
        return new Edit(
                new Place(
                        at.file(), at.line(), line.codePointCount(0, start) + 1, line.codePointCount(start, end), line),
                "");
    }

    private static String before(Place at) {
        return at.text().substring(0, at.text().offsetByCodePoints(0, at.column() - 1));
    }

    /** Whether the scalar that begins at {@code place} is in single quotes, in which each is written twice. */
    static boolean isSingleQuoted(Place place) {
        return before(place).endsWith("'");
    }

    /** Whether a line is within single quotes at its end. In a plain scalar a quote is a lifetime's. */
    private static boolean endsInSingleQuotes(String line) {
        char open = ' ';
        char last = ':';
        int flow = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean isBeginning = ":{[-".indexOf(last) >= 0 || (last == ',' && flow > 0);
            if ((open == '\'' && line.startsWith("''", i)) || (open == '"' && c == '\\')) {
                i++;
            } else if (open != ' ') {
                open = c == open ? ' ' : open;
            } else if (isBeginning && (c == '\'' || c == '"')) {
                open = c;
                last = c;
            } else if (c != ' ') {
                flow += isBeginning && (c == '{' || c == '[') ? 1 : c == '}' || c == ']' ? -1 : 0;
                last = c;
            }
        }
        return open == '\'';
    }

    /** Whether a {@code +} behind the object type {@code dyn} would be taken for one of a {@code &dyn} at its end. */
    private static boolean endsInPointerToDyn(String dyn) {
        for (int i = dyn.indexOf("->"); i >= 0; i = dyn.indexOf("->", i + 2)) {
            if (depth(dyn.substring(0, i)) == 0
                    && POINTER_TO_DYN.matcher(dyn.substring(i + 2)).find()) {
                return true;
            }
        }
        return false;
    }

    /** How many brackets are open behind {@code text}. */
    private static int depth(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '<' -> depth++;
                case ')' -> depth--;
                case '>' -> depth -= i > 0 && text.charAt(i - 1) == '-' ? 0 : 1;
                default -> {}
            }
        }
        return depth;
    }

    static boolean isBalanced(String text) {
        int round = 0;
        int square = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(' -> round++;
                case ')' -> round--;
                case '[' -> square++;
                case ']' -> square--;
                default -> {}
            }
        }
        return round == 0 && square == 0;
    }
}
