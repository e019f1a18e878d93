package org.rdylib.conformance.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.rdylib.conformance.plugins.JsonPlugin;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;

/** A host of the JSON plugin. The test compiles it together with the stubs that it uses. */
public final class JsonDriver implements JsonPlugin {

    private Json json;

    @Override
    public void load(Path library, Predicate<String> warn) {
        json = Json.load(library, (warning, at) -> warn.test(warning + " at " + at.offset()));
    }

    @Override
    public Outcome pull(String text, int depth) {
        List<Event> events = new ArrayList<>();
        try (Region src = Region.open();
                Tokens tokens = json.tokens(src.text(text), limits(depth))) {
            while (true) {
                switch (tokens.next()) {
                    case Result.Ok(Optional<Token> next) -> {
                        if (next.isEmpty()) {
                            return new Outcome(events, Optional.empty());
                        }
                        events.add(event(next.get(), tokens.position()));
                    }
                    case Result.Err(Error error) -> {
                        return new Outcome(events, Optional.of(problem(error)));
                    }
                }
            }
        }
    }

    @Override
    public Outcome walk(String text, Predicate<Event> visit) {
        List<Event> events = new ArrayList<>();
        var answer = json.walk(text, limits(Integer.MAX_VALUE), (token, at) -> {
            Event event = event(token, at);
            events.add(event);
            return visit.test(event);
        });
        if (answer.ok().isPresent() && answer.ok().get() != events.size()) {
            throw new AssertionError("counted " + answer.ok().get() + " of " + events.size());
        }
        return new Outcome(events, answer.err().map(JsonDriver::problem));
    }

    @Override
    public List<Value> numbers(String text) {
        List<Value> values = new ArrayList<>();
        json.walk(text, limits(Integer.MAX_VALUE), (token, at) -> {
            if (token instanceof Token.Number(Number number)) {
                values.add(new Value(number.value(), number.integer()));
            }
            return true;
        });
        return values;
    }

    @Override
    public Optional<String> find(String text, String pointer) {
        try (Region src = Region.open()) {
            return switch (json.find(src.text(text), pointer)) {
                case Result.Ok(Optional<Text> found) -> found.map(Text::toString);
                case Result.Err(Error error) -> throw new AssertionError(problem(error));
            };
        }
    }

    @Override
    public long validUpTo(byte[] bytes) {
        return json.validUpTo(bytes);
    }

    @Override
    public CharSequence strayFind(String text, String pointer) {
        try (Region src = Region.open()) {
            return json.find(src.text(text), pointer)
                    .ok()
                    .flatMap(found -> found)
                    .orElseThrow();
        }
    }

    @Override
    public CharSequence strayToken(String text) {
        List<Text> strings = new ArrayList<>();
        json.walk(text, limits(9), (token, at) -> {
            if (token instanceof Token.String(Quoted quoted)) {
                strings.add(quoted.raw());
            }
            return true;
        });
        return strings.getFirst();
    }

    @Override
    public void strayTokens(String text) {
        Tokens tokens;
        try (Region src = Region.open()) {
            tokens = json.tokens(src.text(text), limits(9));
        }
        tokens.next();
    }

    @Override
    public void close() {
        json.close();
    }

    private static Limits limits(int depth) {
        return new Limits(depth, Long.MAX_VALUE);
    }

    private static Problem problem(Error error) {
        Position at = error.at();
        return new Problem(error.problem().name(), at.offset(), at.line(), at.column());
    }

    private Event event(Token token, Position at) {
        return switch (token) {
            case Token.BeginObject() -> event(Kind.BEGIN_OBJECT, "{", at);
            case Token.EndObject() -> event(Kind.END_OBJECT, "}", at);
            case Token.BeginArray() -> event(Kind.BEGIN_ARRAY, "[", at);
            case Token.EndArray() -> event(Kind.END_ARRAY, "]", at);
            case Token.Name(Quoted name) -> new Event(Kind.NAME, meaning(name), at.offset(), at.line());
            case Token.String(Quoted text) -> new Event(Kind.STRING, meaning(text), at.offset(), at.line());
            case Token.Number(Number number) -> event(Kind.NUMBER, number.text().toString(), at);
            case Token.Boolean(boolean value) -> event(Kind.BOOLEAN, value ? "true" : "false", at);
            case Token.Null() -> event(Kind.NULL, "null", at);
        };
    }

    private static Event event(Kind kind, String text, Position at) {
        return new Event(kind, Optional.of(text), at.offset(), at.line());
    }

    /** What a name or string means; nothing where that is no Unicode. */
    private Optional<String> meaning(Quoted quoted) {
        String raw = quoted.raw().toString();
        StringBuilder meaning = new StringBuilder();
        return switch (json.unescape(raw, meaning::append)) {
            case Result.Ok(var nothing) -> {
                if (!quoted.escaped() && !raw.contentEquals(meaning)) {
                    throw new AssertionError(raw + " means " + meaning);
                }
                yield Optional.of(meaning.toString());
            }
            case Result.Err(Error error) -> {
                if (!error.problem().name().equals("LONE_SURROGATE")) {
                    throw new AssertionError(problem(error));
                }
                yield Optional.empty();
            }
        };
    }
}
