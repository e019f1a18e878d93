package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Markdown plugin as the tests see it. What implements it is compiled by the tests, after the stubs that it uses
 * have been generated. Options are the bits that the crate has for them.
 */
public interface PulldownPlugin extends AutoCloseable {

    /** Loads the plugin. */
    void load(Path library);

    /** Reads a text with the plugin's object, and gives each event as a line. */
    void events(String markdown, int options, Consumer<String> line);

    /** Reads a text with the plugin's callbacks, one of which resolves links that lead nowhere. */
    void resolved(String markdown, int options, Consumer<String> line);

    /** Reads texts with the plugin's object, and tells what was counted. */
    String tally(List<String> texts, int options);

    /** Reads a text with the plugin's callbacks until {@code stop} events have been seen; how many the plugin counted. */
    long walkUntil(String markdown, int stop);

    /** Reads so many events of a text and leaves its parser to the region. */
    void leave(String markdown, int events);

    /** The texts of a text that the plugin has borrowed, after the region of the text was closed. */
    List<CharSequence> strayTexts(String markdown);

    /** Uses a parser after its region was closed. */
    Optional<?> strayParser(String markdown);

    /** How many bytes the library holds, where it counts them. */
    Optional<Long> held();

    @Override
    void close();
}
