package org.rdylib.conformance.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Mut;

/** What owns memory comes to the place of the library's with the callback's answer, and what was there is freed; or nothing is changed. */
public final class DraftsDriver implements PluginChecks {

    private static final String UNPAIRED = "\uD800";

    /** What the imports do. */
    private final AtomicReference<Drafts.WriteBy> editing = new AtomicReference<>(text -> 0);

    private final Editor upper = editor(text -> text.set(text.get().toUpperCase(Locale.ROOT)));

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Drafts drafts = Drafts.load(library, imports());
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a text", () -> texts(drafts));
        checks.put("one that is left as it is", () -> untouched(drafts));
        checks.put("one of two", () -> both(drafts));
        checks.put("one that may be missing", () -> maybe(drafts));
        checks.put("bytes, which Java writes to", () -> bytes(drafts));
        checks.put("each of many", () -> lines(drafts));
        checks.put("what owns several", () -> note(drafts));
        checks.put("what is in a box", () -> boxed(drafts));
        checks.put("by a method of an object of Java's", () -> edited(drafts));
        checks.put("by a method of an object of the library's", () -> doubled(drafts));
        checks.put("by imports", () -> imported(drafts));
        checks.put("by imports that fail", () -> importsFail(drafts));
        checks.put("inside another", () -> nested(drafts));
        checks.put("nothing where the callback throws", () -> thrown(drafts));
        checks.put("nothing where what it leaves is none", () -> refused(drafts));
        checks.put("nothing where its answer is refused", () -> answerRefused(drafts));
        checks.put("nothing of several where one is refused", () -> bothRefused(drafts));
        checks.put("nothing in a list where an element is refused", () -> linesRefused(drafts));
        checks.put("ten thousand times", () -> often(drafts));
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            check.call(); // what is made once is made
            HostAccounts ofJava = new HostAccounts();
            long held = held(drafts);
            check.call();
            assertThat(held(drafts)).as("what the library has").isEqualTo(held);
            ofJava.assertLevel();
        }));
        return accounted;
    }

    private Drafts.Imports imports() {
        return new Drafts.Imports() {
            @Override
            public void polished(Mut<String> text) {
                editing.get().call(text);
            }

            @Override
            public void corrected(Mut<String> text) {
                editing.get().call(text);
            }
        };
    }

    /** How much memory the library has when it remembers nothing of an edit. */
    private static long held(Drafts drafts) {
        assertThat(drafts.write("", text -> 0)).isEmpty();
        assertThat(drafts.left()).isEmpty();
        return drafts.held();
    }

    private interface Edit {
        void edit(Mut<String> text);
    }

    private static Editor editor(Edit edit) {
        return new Editor() {
            @Override
            public void edit(Mut<String> text) {
                edit.edit(text);
            }

            @Override
            public void close() {}

            @Override
            public int sign(Mut<Note> note) {
                List<String> signed = new ArrayList<>(note.get().lines());
                signed.replaceAll(line -> line + " ✓");
                signed.add(note.get().title());
                note.set(new Note(
                        "signed",
                        signed,
                        note.get().seal().isPresent() ? Optional.empty() : Optional.of((long) signed.size())));
                return signed.size();
            }
        };
    }

    private static void texts(Drafts drafts) {
        for (String text : List.of("longer than it was: äöü €", "s", "", "x".repeat(100_000))) {
            assertThat(drafts.write("text", by -> {
                        assertThat(by.get()).isEqualTo("text");
                        by.set(text);
                        return 1;
                    }))
                    .isEqualTo(text);
            assertThat(drafts.left()).isEqualTo(text);
        }
    }

    private static void untouched(Drafts drafts) {
        assertThat(drafts.write("text", by -> 255)).isEqualTo("text");
        assertThat(drafts.write("", by -> 0)).isEmpty();
    }

    private static void both(Drafts drafts) {
        assertThat(drafts.both("a", "b", (one, two) -> {
                    String first = one.get();
                    one.set(two.get());
                    two.set(first);
                }))
                .isEqualTo("ba");
    }

    private static void maybe(Drafts drafts) {
        assertThat(drafts.maybe(Optional.of("a"), text -> text.orElseThrow().set("b")))
                .contains("b");
        assertThat(drafts.maybe(Optional.empty(), text -> assertThat(text).isEmpty()))
                .isEmpty();
    }

    private static void bytes(Drafts drafts) {
        assertThat(drafts.bytes(new byte[] {1, 2}, bytes -> bytes.get()[1] = 3)).containsExactly(1, 3);
        assertThat(drafts.bytes(new byte[] {1, 2}, bytes -> bytes.set(Arrays.copyOf(bytes.get(), 4))))
                .containsExactly(1, 2, 0, 0);
        assertThat(drafts.bytes(new byte[] {1, 2}, bytes -> bytes.set(new byte[0])))
                .isEmpty();
    }

    private static void lines(Drafts drafts) {
        assertThat(drafts.lines(
                        List.of("a", "b", "c"),
                        lines -> lines.set(lines.get().reversed().stream()
                                .map(line -> line.repeat(3))
                                .toList())))
                .containsExactly("ccc", "bbb", "aaa");
        assertThat(drafts.lines(List.of(), lines -> {})).isEmpty();
    }

    private void note(Drafts drafts) {
        Note note = drafts.sign(new Note("title", List.of("a", "b"), Optional.empty()), upper);
        assertThat(note).isEqualTo(new Note("signed", List.of("a ✓", "b ✓", "title"), Optional.of(3L)));
        assertThat(drafts.sign(note, upper).seal()).isEmpty();
    }

    private static void boxed(Drafts drafts) {
        Note note = new Note("title", List.of("line"), Optional.of(1L));
        assertThat(drafts.boxed(
                        note,
                        box -> box.set(new Note(
                                box.get().title() + "!", List.of(), box.get().seal()))))
                .isEqualTo(new Note("title!", List.of(), Optional.of(1L)));
    }

    private void edited(Drafts drafts) {
        assertThat(drafts.edit("text", upper)).isEqualTo("TEXT");
    }

    private static void doubled(Drafts drafts) {
        try (Editor editor = drafts.editor()) {
            Mut<String> text = Mut.of("ab");
            editor.edit(text);
            assertThat(text.get()).isEqualTo("abab");
            assertThat(drafts.edit("c", editor)).isEqualTo("cc");
            assertThat(drafts.write("text", by -> {
                        editor.edit(by);
                        return 0;
                    }))
                    .isEqualTo("texttext");
        }
    }

    private void imported(Drafts drafts) {
        editing.set(text -> {
            text.set(text.get() + "!");
            return 0;
        });
        assertThat(drafts.polish("text")).isEqualTo("text!");
        assertThat(drafts.correct("text")).isEqualTo("text!");
    }

    private void importsFail(Drafts drafts) {
        IllegalStateException thrown = new IllegalStateException("no edit");
        editing.set(text -> {
            text.set("never");
            throw thrown;
        });
        assertThatThrownBy(() -> drafts.polish("text")).isSameAs(thrown);
        assertThat(drafts.left()).isEqualTo("text");
        assertThatThrownBy(() -> drafts.correct("text")).isSameAs(thrown);
        assertThat(drafts.left()).isEqualTo("text");
    }

    private static void nested(Drafts drafts) {
        assertThat(drafts.write("outer", outer -> {
                    outer.set(drafts.write("inner", inner -> {
                        inner.set(inner.get() + " of " + outer.get());
                        return 0;
                    }));
                    return 0;
                }))
                .isEqualTo("inner of outer");
    }

    private static void thrown(Drafts drafts) {
        IllegalStateException thrown = new IllegalStateException("no edit");
        assertThatThrownBy(() -> drafts.write("text", by -> {
                    by.set("never");
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(drafts.left()).isEqualTo("text");
    }

    private static void refused(Drafts drafts) {
        assertThatThrownBy(() -> drafts.write("text", by -> {
                    by.set(UNPAIRED);
                    return 0;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write(by)(value)");
        assertThat(drafts.left()).isEqualTo("text");
        assertThatThrownBy(() -> drafts.write("text", by -> {
                    by.set(absent());
                    return 0;
                }))
                .isInstanceOf(NullPointerException.class);
        assertThat(drafts.left()).isEqualTo("text");
    }

    private static void answerRefused(Drafts drafts) {
        assertThatThrownBy(() -> drafts.write("text", by -> {
                    by.set("never");
                    return 256;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
        assertThat(drafts.left()).isEqualTo("text");
    }

    private static void bothRefused(Drafts drafts) {
        assertThatThrownBy(() -> drafts.both("a", "b", (one, two) -> {
                    one.set("never");
                    two.set(UNPAIRED);
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(drafts.left()).isEqualTo("ab");
    }

    private static void linesRefused(Drafts drafts) {
        assertThatThrownBy(() -> drafts.lines(List.of("a", "b"), lines -> lines.set(List.of("c", UNPAIRED))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> drafts.lines(List.of("a", "b"), lines -> lines.set(List.of("c"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 elements instead of 2");
        assertThatThrownBy(() -> drafts.lines(List.of("a"), lines -> lines.set(Arrays.asList(absent()))))
                .isInstanceOf(NullPointerException.class);
    }

    private static void often(Drafts drafts) {
        for (int i = 0; i < 10_000; i++) {
            String text = "edit " + i;
            assertThat(drafts.write("text", by -> {
                        by.set(text);
                        return 0;
                    }))
                    .isEqualTo(text);
        }
        assertThat(drafts.left()).isEqualTo("edit 9999");
    }

    @SuppressWarnings("NullAway") // a mistake of the caller's
    private static String absent() {
        return null;
    }
}
