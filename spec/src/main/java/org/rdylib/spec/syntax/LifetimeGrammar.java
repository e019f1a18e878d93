package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.internal.OtherNames;
import org.rdylib.spec.syntax.Token.Kind;

/** Lifetimes, their declarations and bounds. */
final class LifetimeGrammar {

    /** How many lifetimes a type or interface may declare. */
    static final int MAX_DECLARED = 64;

    private final Tokens tokens;

    LifetimeGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    boolean isNext() {
        return tokens.peek().kind() == Kind.LIFETIME;
    }

    /** A lifetime where one is used. */
    Lifetime lifetime() throws TypeSyntaxException {
        if (!isNext()) {
            throw tokens.unexpected("a lifetime");
        }
        Token token = tokens.take();
        return switch (token.text()) {
            case "'static" -> new Lifetime.Static(tokens.place(token));
            case "'dylib" -> new Lifetime.Dylib(tokens.place(token));
            case "'_" -> new Lifetime.Elided(tokens.place(token));
            default -> {
                String name = Tokens.nameOf(token);
                refuse(Names.complaint(name).map(c -> c.replaceFirst("^`", "`'")), token);
                yield new Lifetime.Named(name, tokens.place(token));
            }
        };
    }

    /** {@code <'a, 'b: 'a>} behind {@code fn}; the bounds are added to {@code bounds}. */
    List<LifetimeParameter> generics(List<Outlives> bounds) throws TypeSyntaxException {
        return parameters("a lifetime parameter or `>`", bounds, true);
    }

    /** {@code for<'z>}, read from the {@code for}, or nothing. */
    List<LifetimeParameter> binder() throws TypeSyntaxException {
        if (!tokens.takeIf("for")) {
            return List.of();
        }
        if (!tokens.peek().is("<")) {
            throw tokens.unexpected("`<` behind `for`");
        }
        return parameters("a lifetime or `>`", new ArrayList<>(), false);
    }

    /** {@code <'a, 'b>} behind the name of a type or interface that is declared, or nothing. */
    List<LifetimeParameter> ofDeclaration() throws TypeSyntaxException {
        List<LifetimeParameter> declared = parameters("a lifetime parameter or `>`", new ArrayList<>(), false);
        if (declared.size() > MAX_DECLARED) {
            throw tokens.error(
                    Code.TOO_LARGE,
                    declared.get(MAX_DECLARED).at(),
                    "a type or interface has at most " + MAX_DECLARED + " lifetimes, and this one " + declared.size(),
                    "let some of them be one");
        }
        return declared;
    }

    /** {@code <'a, 'static, '_>} behind the name of a type that is used, or nothing. */
    List<Lifetime> arguments(String name) throws TypeSyntaxException {
        List<Lifetime> arguments = new ArrayList<>();
        if (!tokens.takeIf("<")) {
            return arguments;
        }
        while (!tokens.peek().is(">")) {
            if (!isNext() && tokens.peek().kind() != Kind.END && !tokens.peek().is(",")) {
                throw tokens.unexpected(
                        "a lifetime",
                        OtherNames.help(name)
                                .map(help -> help + ": declared types have lifetime parameters only")
                                .orElse("declared types have lifetime parameters only: the types inside `" + name
                                        + "` are written in its declaration"));
            }
            arguments.add(lifetime());
            if (!tokens.takeIf(",") && !tokens.peek().is(">")) {
                throw tokens.unexpected("`,` or `>`");
            }
        }
        tokens.take();
        return arguments;
    }

    /** {@code where 'a: 'b + 'c, 'd: 'e}, or nothing; added to {@code clauses}. */
    void where(List<Outlives> clauses) throws TypeSyntaxException {
        if (!tokens.takeIf("where")) {
            return;
        }
        while (tokens.peek().kind() != Kind.END) {
            if (!isNext()) {
                throw tokens.unexpected("a lifetime", "a `where` relates lifetimes: `where 'a: 'b`");
            }
            Token first = tokens.peek();
            Lifetime longer = lifetime();
            tokens.expect(":", " behind `" + longer + "`");
            bounds(first, longer, clauses);
            if (!tokens.takeIf(",") && tokens.peek().kind() != Kind.END) {
                throw tokens.unexpected("`,`, `+` or the end of the signature");
            }
        }
    }

    /** What to write instead of a word: type parameters begin with a capital letter, so others are meant as lifetimes. */
    private static String instead(String word) {
        String none = "there are no type parameters: nothing is generated when libraries are linked";
        return Character.isLowerCase(word.charAt(0))
                ? "a lifetime begins with an apostrophe: `'" + word + "`; " + none
                : none;
    }

    private List<LifetimeParameter> parameters(String expected, List<Outlives> bounds, boolean mayBeBounded)
            throws TypeSyntaxException {
        List<LifetimeParameter> parameters = new ArrayList<>();
        if (!tokens.takeIf("<")) {
            return parameters;
        }
        while (!tokens.peek().is(">")) {
            if (tokens.peek().kind() == Kind.WORD) {
                throw tokens.unexpected(expected, instead(tokens.peek().text()));
            }
            if (!isNext()) {
                throw tokens.unexpected(expected);
            }
            Token token = tokens.take();
            String name = Tokens.nameOf(token);
            refuse(Names.lifetimeComplaint(name), token);
            parameters.add(new LifetimeParameter(name, tokens.place(token)));
            if (tokens.peek().is(":")) {
                if (!mayBeBounded) {
                    throw tokens.unexpected(
                            "`,` or `>`",
                            "bounds between lifetimes stand in the signatures of exports, imports and methods only");
                }
                tokens.take();
                bounds(token, new Lifetime.Named(name, tokens.place(token)), bounds);
            }
            if (!tokens.takeIf(",") && !tokens.peek().is(">")) {
                throw tokens.unexpected(mayBeBounded ? "`,`, `:` or `>`" : "`,` or `>`");
            }
        }
        tokens.take();
        return parameters;
    }

    private void bounds(Token first, Lifetime longer, List<Outlives> clauses) throws TypeSyntaxException {
        do {
            Lifetime shorter = lifetime();
            clauses.add(new Outlives(longer, shorter, tokens.since(first)));
        } while (tokens.takeIf("+"));
    }

    private void refuse(Optional<String> complaint, Token token) throws TypeSyntaxException {
        if (complaint.isPresent()) {
            throw tokens.error(Code.BAD_NAME, tokens.place(token), complaint.get());
        }
    }
}
