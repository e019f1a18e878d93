package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.plugins.MarkdownTexts.Markdown;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.RegionClosedException;

/**
 * A real crate behind the boundary, linked through generated stubs, gives Java event by event what a Rust program gets
 * from it directly: with the same strings borrowed from the same places of the text.
 *
 * <p>{@code -Drdylib.readmes=200} tries more READMEs of npm packages than the 20 of the ordinary run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PulldownTest {

    private static final int NONE = 0;
    private static final int ALL = 0b111_1110;

    /** Nothing beyond CommonMark, all that there is, and each alone. */
    private static final List<Integer> EACH = List.of(NONE, ALL, 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6);

    private static final List<Integer> EXTREMES = List.of(NONE, ALL);

    private static final Pattern QUOTED = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");

    private PulldownSides sides;
    private PulldownPlugin plugin;
    private Path corpora;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        corpora = folder;
        sides = PulldownSides.build(folder);
        plugin = sides.plugin();
        plugin.load(sides.counted());
    }

    @AfterAll
    void close() {
        if (plugin != null) {
            plugin.close();
        }
    }

    @Test
    void every_example_of_commonmark_has_the_events_that_rust_gets() throws Exception {
        List<Markdown> examples = MarkdownTexts.commonMark();
        assertThat(examples).hasSize(652);
        assertRustAgrees("examples of CommonMark", examples, EACH);
    }

    @Test
    void every_example_of_an_extension_has_the_events_that_rust_gets() throws Exception {
        List<Markdown> examples = MarkdownTexts.extensions(PulldownSides.crate());
        assertThat(examples).hasSize(158);
        assertRustAgrees("examples of extensions", examples, EACH);
    }

    @Test
    void every_readme_has_the_events_that_rust_gets() throws Exception {
        List<Markdown> texts = new ArrayList<>(MarkdownTexts.readmes(Integer.getInteger("rdylib.readmes", 20)));
        texts.add(MarkdownTexts.specification());
        texts.add(MarkdownTexts.rest());
        assertRustAgrees("READMEs and other documents", texts, EXTREMES);
    }

    private void assertRustAgrees(String what, List<Markdown> texts, List<Integer> options) throws Exception {
        int events = assertRustAgrees("events", texts, options, plugin::events);
        int resolved = assertRustAgrees("resolved", texts, EXTREMES, plugin::resolved);
        System.out.printf(
                "PulldownTest: %d %s: %d events under %d sets of options, %d lines with links resolved under %d%n",
                texts.size(), what, events, options.size(), resolved, EXTREMES.size());
    }

    @FunctionalInterface
    private interface Reader {
        void read(String markdown, int options, Consumer<String> line);
    }

    /** Stops at the first difference; how many lines were equal. */
    private int assertRustAgrees(String mode, List<Markdown> texts, List<Integer> options, Reader reader)
            throws Exception {
        List<String> said = sides.ask(mode, PulldownSides.corpus(corpora.resolve(mode), texts), options);
        Iterator<String> expected = said.iterator();
        int read = 0;
        for (Markdown text : texts) {
            for (int bits : options) {
                assertThat(expected.next()).isEqualTo("text " + text.name() + " " + bits);
                read++;
                int[] at = {0};
                reader.read(text.content(), bits, line -> {
                    at[0]++;
                    String wanted = expected.hasNext() ? expected.next() : "the end";
                    if (!line.equals(wanted)) {
                        assertThat(line)
                                .as("%s, options %d, event %d", text.name(), bits, at[0])
                                .isEqualTo(wanted);
                    }
                });
            }
        }
        assertThat(expected).isExhausted();
        return said.size() - read;
    }

    /** So that the comparisons say something of all that is described. */
    @Test
    void every_variant_that_the_crate_has_occurs() throws Exception {
        List<Markdown> texts = new ArrayList<>(MarkdownTexts.commonMark());
        texts.addAll(MarkdownTexts.extensions(PulldownSides.crate()));
        texts.add(MarkdownTexts.rest());
        Path corpus = PulldownSides.corpus(corpora.resolve("variants"), texts);
        Set<String> words = new HashSet<>();
        for (String line : sides.ask("resolved", corpus, EXTREMES)) {
            if (!line.startsWith("text ")) {
                words.addAll(List.of(QUOTED.matcher(line).replaceAll("").split("[^A-Za-z0-9&+]+", -1)));
            }
        }
        String own = "Start End Text Code Html FootnoteReference SoftBreak HardBreak Rule TaskListMarker true false";
        String tags = "Paragraph Heading BlockQuote CodeBlock List Item FootnoteDefinition Table TableHead TableRow"
                + " TableCell Emphasis Strong Strikethrough Link Image";
        String links = "Inline Reference ReferenceUnknown Collapsed CollapsedUnknown Shortcut ShortcutUnknown Autolink"
                + " Email";
        String others = "H1 H2 H3 H4 H5 H6 None Left Center Right Indented Fenced & +";
        List<String> missing = Stream.of(own, tags, links, others)
                .flatMap(several -> Stream.of(several.split(" ", -1)))
                .filter(word -> !words.contains(word))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void a_host_that_stops_is_obeyed() throws Exception {
        String text = MarkdownTexts.specification().content();
        assertThat(plugin.walkUntil(text, 3)).isEqualTo(3);
        assertThat(plugin.walkUntil("", 3)).isZero();
    }

    @Test
    void what_a_callback_throws_comes_out_as_itself() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> plugin.resolved("A [link] that leads nowhere, and *more*.", NONE, _ -> {
                    throw mine;
                }))
                .isSameAs(mine);
    }

    @Test
    void nothing_outlives_the_text_that_it_borrows_from() {
        List<CharSequence> texts = plugin.strayTexts("# One\n\nand *two*");
        assertThat(texts).hasSize(3);
        for (CharSequence text : texts) {
            assertThatThrownBy(text::toString).isInstanceOf(RegionClosedException.class);
        }
        assertThatThrownBy(() -> plugin.strayParser("# One"))
                .isInstanceOfAny(RegionClosedException.class, ObjectDroppedException.class);
    }

    /** Each way in which an owned string, a list or a parser may end: read, left unread, and interrupted. */
    @Test
    void the_library_holds_nothing_once_its_regions_are_closed() throws Exception {
        List<Markdown> texts = new ArrayList<>(MarkdownTexts.extensions(PulldownSides.crate()));
        texts.addAll(MarkdownTexts.readmes(20));
        texts.forEach(this::use);
        long held = plugin.held().orElseThrow();
        for (Markdown text : texts) {
            use(text);
            assertThat(plugin.held()).as(text.name()).contains(held);
        }
    }

    private void use(Markdown text) {
        plugin.tally(List.of(text.content()), ALL);
        plugin.leave(text.content(), 5);
        plugin.walkUntil(text.content(), 5);
        int[] seen = {0};
        IllegalStateException mine = new IllegalStateException("mine");
        try {
            plugin.resolved(text.content(), ALL, _ -> {
                if (++seen[0] == 7) {
                    throw mine;
                }
            });
        } catch (IllegalStateException thrown) {
            assertThat(thrown).isSameAs(mine);
        }
    }
}
