package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The JSON plugin as the tests see it. What implements it is compiled by the tests, after the stubs that it uses have
 * been generated.
 */
public interface JsonPlugin extends AutoCloseable {

    /** The kinds of tokens. */
    enum Kind {
        BEGIN_OBJECT,
        END_OBJECT,
        BEGIN_ARRAY,
        END_ARRAY,
        NAME,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /**
     * A token.
     *
     * @param meaning of a name or string, its escapes read, empty where UTF-8 cannot say it; of another, as it is written
     * @param offset in bytes
     * @param line from 1
     */
    record Event(Kind kind, Optional<String> meaning, long offset, long line) {}

    /**
     * What became of a text.
     *
     * @param events all tokens before the end or the error
     * @param error the problem's name and its offset in bytes, where the text is no JSON
     */
    record Outcome(List<Event> events, Optional<Problem> error) {}

    /** Why a text is no JSON. */
    record Problem(String name, long offset, long line, long column) {}

    /** A number as the plugin understands it. */
    record Value(double nearest, Optional<Long> integer) {}

    /** Loads the plugin; what it warns of goes to {@code warn}, as the warning's name and the offset. */
    void load(Path library, Predicate<String> warn);

    /** Reads a text with the plugin's object, token by token. */
    Outcome pull(String text, int depth);

    /** Reads a text with the plugin's callback, until that answers false. */
    Outcome walk(String text, Predicate<Event> visit);

    /** The numbers of a text, in order. */
    List<Value> numbers(String text);

    /** What {@code pointer} points to, as it is written. */
    Optional<String> find(String text, String pointer);

    /** How many bytes are UTF-8. */
    long validUpTo(byte[] bytes);

    /** What {@code pointer} points to, after the region of the text was closed. */
    CharSequence strayFind(String text, String pointer);

    /** The first string that the callback was given, after the call. */
    CharSequence strayToken(String text);

    /** Uses an object after its region was closed. */
    void strayTokens(String text);

    @Override
    void close();
}
