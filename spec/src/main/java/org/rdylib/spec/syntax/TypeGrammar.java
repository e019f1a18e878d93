package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.Token.Kind;

/**
 * Types. Where Rust's grammar says {@code TypeNoBounds} (behind {@code &} and {@code *}, and in the results of function
 * types) a {@code +} may not follow, since it could belong to either.
 */
final class TypeGrammar {

    /** Whether {@code + 'a} may follow. */
    enum Plus {
        ALLOWED,
        AMBIGUOUS
    }

    /** How many types and parentheses may be open at once: each type may stand in two, as {@code ((fn()) + 'a)} does. */
    private static final int MAX_OPEN = 3 * TypeParser.MAX_DEPTH;

    private final Tokens tokens;
    private final LifetimeGrammar lifetimes;
    private int open;
    private int parentheses;
    /** How deep the type that was read last is nested, and those beside it. */
    private int depth;

    TypeGrammar(Tokens tokens) {
        this.tokens = tokens;
        this.lifetimes = new LifetimeGrammar(tokens);
    }

    Type wholeType() throws TypeSyntaxException {
        if (tokens.peek().kind() == Kind.END) {
            throw tokens.unexpected("a type");
        }
        if (tokens.peek().is("fn") && tokens.peek(1).is("<")) {
            throw tokens.error(
                    tokens.peek(1),
                    "a function type declares its lifetimes before `fn`",
                    "write `for<'a> fn(…)`; `fn<'a>(…)` begins a signature");
        }
        Type type = type(Plus.ALLOWED);
        end("the end of the type");
        return type;
    }

    List<Type> wholePayload() throws TypeSyntaxException {
        Token open = tokens.peek();
        if (!open.is("(")) {
            if (open.kind() == Kind.NUMBER || open.is("-")) {
                throw tokens.unexpected("`(`", "a discriminant is written without quotes");
            }
            throw tokens.unexpected(
                    "`(`", "what a variant carries is written in parentheses: `(A, B)`, or as a mapping of fields");
        }
        tokens.take();
        List<Type> types = list(")");
        if (types.isEmpty()) {
            throw tokens.error(
                    Code.TYPE_SYNTAX,
                    tokens.since(open),
                    "`()` carries nothing",
                    "leave the value of a variant without payload empty");
        }
        end("the end of the payload");
        return types;
    }

    void end(String expected) throws TypeSyntaxException {
        Token next = tokens.peek();
        if (next.is("+")) {
            throw tokens.unexpected(
                    expected, "`+ 'a` bounds `dyn` types, and function types in parentheses: `(fn(A) -> R) + 'a`");
        }
        if (next.is("::")) {
            throw tokens.unexpected(expected, "no type of the language itself has a namespace");
        }
        if (next.kind() != Kind.END) {
            throw tokens.unexpected(expected);
        }
    }

    Type type(Plus plus) throws TypeSyntaxException {
        Token first = tokens.peek();
        if (++open > MAX_OPEN || open - parentheses > TypeParser.MAX_DEPTH) {
            throw tooDeep(first);
        }
        int beside = depth;
        depth = 0;
        Type type = unlimited(plus);
        refuseSuffix();
        open--;
        if (++depth > TypeParser.MAX_DEPTH) {
            throw tooDeep(first);
        }
        depth = Math.max(depth, beside);
        return type;
    }

    private TypeSyntaxException tooDeep(Token at) {
        return tokens.error(
                Code.TOO_LARGE,
                tokens.place(at),
                "types are nested at most " + TypeParser.MAX_DEPTH + " deep",
                "give an inner part a name of its own under `types:`");
    }

    /** What C and Java write behind a type stands before it here, or around it. */
    private void refuseSuffix() throws TypeSyntaxException {
        Token next = tokens.peek();
        if (next.is("*")) {
            throw tokens.error(next, "`*` stands before what it points to", "write `*const T` or `*mut T`");
        }
        if (next.is("&")) {
            throw tokens.error(next, "`&` stands before what it refers to", "write `&T` or `&mut T`");
        }
        if (next.is("[")) {
            throw tokens.error(next, "`[` stands before its elements' type", "write `[T; N]`, or `&[T]` for a slice");
        }
    }

    private Type unlimited(Plus plus) throws TypeSyntaxException {
        Token first = tokens.peek();
        return switch (first.kind()) {
            case WORD -> word(plus);
            case SIGN ->
                switch (first.text()) {
                    case "(" -> parentheses(plus);
                    case "&" -> reference();
                    case "*" -> pointer();
                    case "[" -> brackets();
                    case "!" ->
                        throw tokens.unexpected(
                                "a type", "there is no `!`: a function that cannot return has no result");
                    default -> throw tokens.unexpected("a type");
                };
            case LIFETIME -> throw tokens.unexpected("a type", "a reference is written `&" + first.text() + " T`");
            case NUMBER, STRING, END -> throw tokens.unexpected("a type");
        };
    }

    private Type reference() throws TypeSyntaxException {
        Token first = tokens.take();
        Lifetime lifetime = lifetimes.isNext() ? lifetimes.lifetime() : new Lifetime.Elided(tokens.place(first));
        Mutability mutability = tokens.takeIf("mut") ? Mutability.EXCLUSIVE : Mutability.SHARED;
        if (mutability == Mutability.EXCLUSIVE && lifetimes.isNext()) {
            throw tokens.error(
                    tokens.peek(),
                    "the lifetime of a reference stands before `mut`",
                    "write `&" + tokens.peek().text() + " mut`");
        }
        refuseLifetimeWithoutApostrophe();
        Type target = type(Plus.AMBIGUOUS);
        return new Type.Reference(lifetime, mutability, target, tokens.since(first));
    }

    private void refuseLifetimeWithoutApostrophe() throws TypeSyntaxException {
        Token name = tokens.peek();
        Token next = tokens.peek(1);
        boolean beginsType = next.is("[") || next.is("&") || (next.kind() == Kind.WORD && !next.is("where"));
        if (beginsType
                && name.kind() == Kind.WORD
                && Character.isLowerCase(name.text().charAt(0))
                && Names.typeComplaint(name.text()).isEmpty()) {
            throw tokens.error(
                    name, "a lifetime begins with `'`", "write `&'" + name.text() + "`, or `&` for one without a name");
        }
    }

    private Type pointer() throws TypeSyntaxException {
        Token first = tokens.take();
        Mutability mutability;
        if (tokens.takeIf("mut")) {
            mutability = Mutability.EXCLUSIVE;
        } else if (tokens.takeIf("const")) {
            mutability = Mutability.SHARED;
        } else {
            throw tokens.unexpected("`const` or `mut` behind `*`", "a raw pointer is `*const T` or `*mut T`");
        }
        Type target = type(Plus.AMBIGUOUS);
        return new Type.Pointer(mutability, target, tokens.since(first));
    }

    private Type brackets() throws TypeSyntaxException {
        Token first = tokens.take();
        Type element = type(Plus.ALLOWED);
        if (tokens.takeIf(";")) {
            Token number = tokens.peek();
            if (number.kind() != Kind.NUMBER) {
                throw tokens.unexpected("the array's length, a number");
            }
            tokens.take();
            long length = IntegerLiteral.arrayLength(number.text())
                    .orElseThrow(() -> tokens.error(
                            Code.BAD_VALUE,
                            tokens.place(number),
                            number.shown() + " is no length of an array",
                            "an array has from 1 to " + Integer.MAX_VALUE + " elements"));
            tokens.expect("]", "");
            return new Type.Array(element, length, tokens.since(first));
        }
        if (!tokens.peek().is("]")) {
            throw tokens.unexpected("`]` or `;`");
        }
        tokens.take();
        return new Type.Slice(element, tokens.since(first));
    }

    private Type parentheses(Plus plus) throws TypeSyntaxException {
        Token first = tokens.take();
        if (tokens.takeIf(")")) {
            return new Type.Unit(tokens.since(first));
        }
        parentheses++;
        Type inner = type(Plus.ALLOWED);
        parentheses--;
        if (tokens.takeIf(")")) {
            // They make nothing deeper: the canonical form has some that its author left out.
            depth--;
            if (plus == Plus.ALLOWED && tokens.peek().is("+") && inner instanceof Type.Function function) {
                tokens.take();
                return new Type.Function(function.signature(), lifetimes.lifetime(), tokens.since(first));
            }
            return inner;
        }
        if (!tokens.takeIf(",")) {
            throw tokens.unexpected("`,` or `)`");
        }
        List<Type> elements = new ArrayList<>(List.of(inner));
        elements.addAll(list(")"));
        return new Type.Tuple(elements, tokens.since(first));
    }

    /** Types with commas between, a comma behind the last allowed, up to and with {@code close}. */
    List<Type> list(String close) throws TypeSyntaxException {
        List<Type> types = new ArrayList<>();
        while (!tokens.takeIf(close)) {
            types.add(type(Plus.ALLOWED));
            if (!tokens.takeIf(",") && !tokens.peek().is(close)) {
                throw tokens.unexpected("`,` or `" + close + "`");
            }
        }
        return types;
    }

    private Type word(Plus plus) throws TypeSyntaxException {
        Token first = tokens.peek();
        String name = first.text();
        return switch (name) {
            case "dyn" -> new ObjectGrammar(tokens, this).dyn(plus);
            case "fn", "unsafe", "extern" -> new FunctionTypeGrammar(tokens, this).function();
            case "for" -> new FunctionTypeGrammar(tokens, this).higherRanked();
            case "Fn", "FnMut", "FnOnce" -> {
                String help = "write `&mut dyn " + name + "(…)` or `Box<dyn " + name + "(…)>`";
                throw tokens.error(first, "a closure is `dyn " + name + "(…)`", help);
            }
            case "impl" -> {
                String help = "write `Box<dyn …>`, or `&mut dyn …`";
                throw tokens.error(first, "`impl` names no type that has a layout", help);
            }
            case "mut" -> throw tokens.unexpected("a type", "write `&mut T` or `*mut T`");
            case "const" -> throw tokens.unexpected("a type", "write `*const T`");
            case "Self", "self" ->
                throw tokens.error(first, first.shown() + " stands in receivers only", "name the type");
            case "_" -> throw tokens.unexpected("a type", "nothing is inferred here: name the type");
            default -> named();
        };
    }

    private Type named() throws TypeSyntaxException {
        Token first = tokens.take();
        String name = first.text();
        if (tokens.peek().is("::")) {
            return declared(first);
        }
        if (Names.C_OTHERS.containsKey(name)) {
            throw tokens.error(
                    first, first.shown() + " is no type of the language", Names.C_OTHERS.getOrDefault(name, ""));
        }
        Optional<ScalarKind> scalar = ScalarKind.of(name);
        if (scalar.isPresent()) {
            refuseArguments(first);
            return new Type.Scalar(scalar.get(), tokens.place(first));
        }
        return switch (name) {
            case "str" -> plain(new Type.Str(tokens.place(first)), first);
            case "CStr" -> plain(new Type.CStr(tokens.place(first)), first);
            case "String" -> plain(new Type.Text(tokens.place(first)), first);
            case "Box" -> new Type.Boxed(argument(first), tokens.since(first));
            case "Arc" -> new Type.Shared(argument(first), tokens.since(first));
            case "Vec" -> new Type.Vector(argument(first), tokens.since(first));
            case "Option" -> new Type.Option(argument(first), tokens.since(first));
            case "Result" -> {
                List<Type> arguments = arguments(first, 2, "<T, E>");
                yield new Type.Result(arguments.get(0), arguments.get(1), tokens.since(first));
            }
            default -> declared(first);
        };
    }

    private Type declared(Token first) throws TypeSyntaxException {
        String name = new NameGrammar(tokens).name(first);
        List<Lifetime> arguments = lifetimes.arguments(name);
        return new Type.Named(name, arguments, tokens.since(first));
    }

    private Type plain(Type type, Token name) throws TypeSyntaxException {
        refuseArguments(name);
        return type;
    }

    private void refuseArguments(Token name) throws TypeSyntaxException {
        if (tokens.peek().is("<")) {
            throw tokens.error(tokens.peek(), name.shown() + " takes nothing in angle brackets");
        }
    }

    private Type argument(Token name) throws TypeSyntaxException {
        return arguments(name, 1, "<T>").getFirst();
    }

    /** @param form what is to stand behind the name */
    private List<Type> arguments(Token name, int count, String form) throws TypeSyntaxException {
        if (!tokens.peek().is("<")) {
            throw tokens.error(name, name.shown() + " of what?", written(name, form));
        }
        tokens.take();
        if (lifetimes.isNext()) {
            throw tokens.unexpected("a type", name.shown() + " takes no lifetime: " + written(name, form));
        }
        List<Type> types = list(">");
        if (types.size() != count) {
            throw tokens.error(
                    Code.TYPE_SYNTAX,
                    tokens.since(name),
                    name.shown() + " takes " + (count == 1 ? "one type" : "two types") + ", not " + types.size(),
                    written(name, form));
        }
        return types;
    }

    private static String written(Token name, String form) {
        return "write `" + name.text() + form + "`";
    }
}
