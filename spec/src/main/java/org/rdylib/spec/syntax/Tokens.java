package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Token.Kind;

/** The tokens of one scalar, and the position among them. */
final class Tokens {

    /** A text for each character of ASCII, since most tokens are signs of one. */
    private static final List<String> SHORT_SIGNS = shortSigns();

    private final Scalar scalar;
    private final String text;
    private final List<Token> tokens;
    private int next;

    Tokens(Scalar scalar) throws TypeSyntaxException {
        this.scalar = scalar;
        this.text = scalar.text();
        // Most tokens have two characters, the blank behind included.
        this.tokens = new ArrayList<>(text.length() / 2 + 2);
        Token read = scan(skipBlanks(0));
        while (read.kind() != Kind.END) {
            tokens.add(read);
            read = scan(skipBlanks(read.to()));
        }
        tokens.add(read);
    }

    private static List<String> shortSigns() {
        List<String> signs = new ArrayList<>();
        for (char sign = 0; sign < 128; sign++) {
            signs.add(String.valueOf(sign));
        }
        return List.copyOf(signs);
    }

    /** The token that is read next. */
    Token peek() {
        return tokens.get(next);
    }

    /** The token {@code ahead} places behind the next. */
    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    /** The token that was read last; the first one, where none was. */
    Token last() {
        return tokens.get(Math.max(0, next - 1));
    }

    Token take() {
        Token taken = tokens.get(next);
        if (taken.kind() != Kind.END) {
            next++;
        }
        return taken;
    }

    boolean takeIf(String sign) {
        boolean found = peek().is(sign);
        if (found) {
            next++;
        }
        return found;
    }

    Token expect(String sign, String where) throws TypeSyntaxException {
        if (!peek().is(sign)) {
            throw unexpected("`" + sign + "`" + where);
        }
        return take();
    }

    /** Where {@code token} stands. */
    Place place(Token token) {
        return scalar.place(token.from(), token.to());
    }

    /** From the start of {@code first} to the end of the token that was read last. */
    Place since(Token first) {
        return scalar.place(first.from(), Math.max(first.to(), last().to()));
    }

    /** The source between the start of {@code first} and the end of the token that was read last. */
    String textSince(Token first) {
        return text.substring(first.from(), Math.max(first.to(), last().to()));
    }

    /** The error "expected … found …" at the next token. */
    TypeSyntaxException unexpected(String expected) {
        return error(peek(), "expected " + expected + ", found " + peek().shown());
    }

    TypeSyntaxException unexpected(String expected, String help) {
        return error(peek(), "expected " + expected + ", found " + peek().shown(), help);
    }

    TypeSyntaxException error(Token at, String message) {
        return new TypeSyntaxException(Diagnostic.error(Code.TYPE_SYNTAX, place(at), message));
    }

    TypeSyntaxException error(Token at, String message, String help) {
        return error(Code.TYPE_SYNTAX, place(at), message, help);
    }

    TypeSyntaxException error(Code code, Place at, String message) {
        return new TypeSyntaxException(Diagnostic.error(code, at, message));
    }

    TypeSyntaxException error(Code code, Place at, String message, String help) {
        return new TypeSyntaxException(Diagnostic.error(code, at, message, help));
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    private Token scan(int at) throws TypeSyntaxException {
        if (at == text.length()) {
            return new Token(Kind.END, "", at, at);
        }
        char c = text.charAt(at);
        if (isLetter(c)) {
            return word(at);
        }
        if (isDigit(c)) {
            return token(Kind.NUMBER, at, endOfWord(at));
        }
        return switch (c) {
            case '\'' -> lifetime(at);
            case '"' -> string(at);
            case '&',
                    '*',
                    '(',
                    ')',
                    '[',
                    ']',
                    '<',
                    '>',
                    ',',
                    ';',
                    ':',
                    '+',
                    '-',
                    '=',
                    '.',
                    '!',
                    '?',
                    '{',
                    '}',
                    '#',
                    '|',
                    '/' -> sign(at);
            default -> throw foreign(at);
        };
    }

    private Token word(int at) throws TypeSyntaxException {
        Token word = token(Kind.WORD, at, endOfWord(at));
        if (word.to() < text.length() && "\"'#".indexOf(text.charAt(word.to())) >= 0) {
            // Rust keeps such prefixes for literals.
            if (word.is("r") && text.charAt(word.to()) == '#') {
                throw error(
                        word,
                        "there are no raw names",
                        "leave `r#` out; a keyword of Rust's needs another name, `type_`");
            }
            throw error(word, "a space is missing behind " + word.shown());
        }
        return word;
    }

    private Token sign(int at) throws TypeSyntaxException {
        char first = text.charAt(at);
        if (first == '/' && (text.startsWith("//", at) || text.startsWith("/*", at))) {
            throw error(
                    token(Kind.SIGN, at, at + 2), "a comment cannot stand in a type", "write it in a `doc:` instead");
        }
        String longer = switch (first) {
            case '-' -> "->";
            case ':' -> "::";
            case '=' -> "=>";
            case '.' -> "...";
            default -> "";
        };
        return !longer.isEmpty() && text.startsWith(longer, at)
                ? new Token(Kind.SIGN, longer, at, at + longer.length())
                : new Token(Kind.SIGN, SHORT_SIGNS.get(first), at, at + 1);
    }

    private Token lifetime(int at) throws TypeSyntaxException {
        int end = endOfWord(at + 1);
        Token found = token(Kind.LIFETIME, at, end);
        if (end == at + 1) {
            throw error(found, "expected the name of a lifetime behind `'`");
        }
        if (end < text.length() && text.charAt(end) == '\'') {
            throw error(
                    token(Kind.LIFETIME, at, end + 1),
                    "a character cannot stand in a type",
                    "a lifetime has one apostrophe: `" + found.text() + "`");
        }
        return found;
    }

    private Token string(int at) throws TypeSyntaxException {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw error(token(Kind.STRING, at, at + 1), "this `\"` is not closed");
        }
        Token string = token(Kind.STRING, at, end + 1);
        if (endOfWord(string.to()) > string.to()) {
            throw error(string, "a space is missing behind " + string.shown());
        }
        return string;
    }

    private TypeSyntaxException foreign(int at) {
        int end = text.offsetByCodePoints(at, 1);
        Token found = token(Kind.SIGN, at, end);
        String message = found.shown() + " cannot stand in a type";
        if (Character.isUnicodeIdentifierPart(text.codePointAt(at))) {
            return error(found, message, "names are of ASCII letters, digits and `_`");
        }
        return text.charAt(at) == '\u2019' || text.charAt(at) == '\u2018'
                ? error(found, message, "a lifetime begins with the apostrophe of ASCII, `'`")
                : error(found, message);
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private Token token(Kind kind, int from, int to) {
        return new Token(kind, text.substring(from, to), from, to);
    }

    /** The name of a lifetime without its apostrophe: most have one letter, and one text serves for all of them. */
    static String nameOf(Token lifetime) {
        String text = lifetime.text();
        return text.length() == 2 ? SHORT_SIGNS.get(text.charAt(1)) : text.substring(1);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
