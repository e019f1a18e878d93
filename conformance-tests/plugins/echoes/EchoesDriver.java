package org.rdylib.conformance.echoes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Result;
import org.rdylib.loader.Slice;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** Functions of Java's answer with parts of what they are lent, which the library reads when they have returned. */
public final class EchoesDriver implements PluginChecks {

    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final String SUGGESTION = "; what was given for the latter lives long enough";

    private UnaryOperator<Text> chosen = text -> text;

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Echoes echoes = Echoes.load(library, text -> chosen.apply(text));
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a part of a text is answered", () -> cut(echoes));
        checks.put("a part of a list is answered", () -> part(echoes));
        checks.put("an element is answered", () -> line(echoes));
        checks.put("each answer is of its own lifetime", () -> both(echoes));
        checks.put("what outlives what is asked for is answered", () -> inner(echoes));
        checks.put("what a call was passed is answered to its closures", () -> held(echoes));
        checks.put("what has parts of a text in it is answered", () -> split(echoes));
        checks.put("objects answer with parts of what they are lent", () -> picked(echoes));
        checks.put("functions and imports do so, too", () -> applied(echoes));
        checks.put("what is kept answers later, and on other threads", () -> kept(echoes));
        checks.putAll(new PassedChecks(echoes).all());
        checks.putAll(new PlaceChecks(echoes).all());
        checks.put("what is there for ever is answered", () -> forever(echoes));
        checks.put("what the library has answered is answered", () -> same(echoes));
        checks.put("what lives too short is refused", () -> tooShort(echoes));
        checks.put("what was lent is over for Java when its function has returned", () -> over(echoes));
        checks.put("what is thrown arrives", () -> thrown(echoes));
        checks.replaceAll((_, check) -> level(echoes, check));
        checks.put("what is there as long as the library is answered", () -> unloaded(library));
        return checks;
    }

    private static ThrowingCallable level(Echoes echoes, ThrowingCallable check) {
        return () -> {
            HostAccounts accounts = new HostAccounts();
            check.call();
            accounts.assertLevel();
            assertThat(echoes.living()).as("what the library has made").isZero();
        };
    }

    private static void cut(Echoes echoes) {
        long strays = echoes.strays();
        assertThat(echoes.cut("a part", text -> text.slice(2, 6))).isEqualTo("part");
        assertThat(echoes.cut("all", text -> text)).isEqualTo("all");
        assertThat(echoes.cut("none", text -> text.slice(4, 4))).isEmpty();
        assertThat(echoes.cut("", text -> text)).isEmpty();
        assertThat(echoes.cut("zwölf", text -> text.slice(2, 4))).isEqualTo("ö");
        assertThat(echoes.cut("outer", outer -> {
                    assertThat(echoes.cut("inner", inner -> inner.slice(0, 2))).isEqualTo("in");
                    return outer.slice(0, 3);
                }))
                .isEqualTo("out");
        assertThat(echoes.strays()).isEqualTo(strays);
    }

    private static void part(Echoes echoes) {
        assertThat(echoes.part(new byte[] {1, 2, -3, 4}, bytes -> bytes.slice(1, 3)))
                .containsExactly(2, -3);
        assertThat(echoes.part(new byte[0], bytes -> bytes)).isEmpty();
    }

    private static void line(Echoes echoes) {
        List<String> texts = List.of("one", "two", "three");
        assertThat(echoes.line(texts, lines -> lines.ref(1))).isEqualTo(2);
        assertThat(echoes.line(texts, lines -> {
                    assertThat(lines).extracting(line -> line.text().toString()).isEqualTo(texts);
                    return lines.ref(lines.size() - 1);
                }))
                .isEqualTo(3);
    }

    private static void both(Echoes echoes) {
        assertThat(echoes.both("first", "second", (one, other) -> new Pair<>(one.slice(1, 5), Optional.of(other))))
                .isEqualTo("irst");
        assertThat(echoes.both("first", "second", (one, _) -> new Pair<>(one, Optional.empty())))
                .isEqualTo("first");
        assertRefused(() -> echoes.both("first", "second", (_, other) -> new Pair<>(other, Optional.empty())), "'a");
        assertRefused(() -> echoes.both("first", "second", (one, _) -> new Pair<>(one, Optional.of(one))), "'b");
        assertRefused(() -> echoes.both("same", "same", (one, other) -> new Pair<>(other, Optional.of(one))), "'a");
    }

    private static void inner(Echoes echoes) {
        assertThat(echoes.inner("of the line", (line, _) -> line.get().text().slice(0, 2)))
                .isEqualTo("of");
        assertThat(echoes.inner("beside it", (_, text) -> text.slice(7, 9))).isEqualTo("it");
    }

    private static void held(Echoes echoes) {
        try (Region outer = Region.open();
                Region region = Region.open()) {
            Text older = outer.text("older");
            Text text = region.text("a text");
            assertThat(echoes.held(text, line -> line.get().text().slice(2, 6))).isEqualTo(new Pair<>(text, "text"));
            assertThat(echoes.held(text, _ -> region.text("new there")).second())
                    .isEqualTo("new there");
            assertThat(echoes.held(text, _ -> older).second()).isEqualTo("older");
            try (Region younger = Region.open()) {
                Text other = younger.text("younger");
                assertRefused(() -> echoes.held(text, _ -> other), "'t");
            }
        }
    }

    private static void split(Echoes echoes) {
        assertThat(echoes.split("a whole", text -> Result.ok(new Word.Whole(text.slice(2, 7)))))
                .isEqualTo("whole");
        assertThat(echoes.split(
                        "headtail", text -> Result.ok(new Word.Split(text.slice(0, 4), Optional.of(text.slice(4, 8))))))
                .isEqualTo("head|tail");
        assertThat(echoes.split("head", text -> Result.ok(new Word.Split(text, Optional.empty()))))
                .isEqualTo("head|");
        assertThat(echoes.split("none", _ -> Result.err(7L))).isEqualTo("7");
        try (Region region = Region.open()) {
            Text other = region.text("other");
            assertRefused(
                    () -> echoes.split("head", text -> Result.ok(new Word.Split(text, Optional.of(other)))), "'t");
        }
    }

    /** Answers with what is left behind some bytes, and with the line that begins so. */
    private record From(int start, String text) implements Picker {

        @Override
        public Text pick(Text text) {
            return text.slice(start, text.byteLength());
        }

        @Override
        public Optional<Ref<Line>> find(Slice<Line> lines) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).text().toString().startsWith(text)) {
                    return Optional.of(lines.ref(i));
                }
            }
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private static void picked(Echoes echoes) {
        assertThat(echoes.picked("a part", new From(2, ""))).isEqualTo("part");
        assertThat(echoes.found(List.of("one", "two", "three"), new From(0, "th")))
                .contains(3L);
        assertThat(echoes.found(List.of("one", "two"), new From(0, "th"))).isEmpty();
        assertThat(echoes.found(List.of(), new From(0, ""))).isEmpty();
    }

    private void applied(Echoes echoes) {
        assertThat(echoes.apply("a part", EchoesDriver::lastFour)).isEqualTo("part");
        chosen = EchoesDriver::lastFour;
        assertThat(echoes.ask("the text")).isEqualTo("text");
    }

    private static Text lastFour(Text text) {
        return text.slice(text.byteLength() - 4, text.byteLength());
    }

    private static void kept(Echoes echoes) {
        assertThat(echoes.fire("nobody", false)).isEmpty();
        echoes.keep(EchoesDriver::lastFour);
        assertThat(echoes.fire("a part", false)).contains("part");
        assertThat(echoes.fire("elsewhere", true)).contains("here");
        echoes.release();
    }

    private static void forever(Echoes echoes) {
        Text text = Region.forever().text("for ever");
        long strays = echoes.strays();
        assertThat(echoes.cut("", _ -> text)).isEqualTo("for ever");
        assertThat(echoes.strays()).isEqualTo(strays + 1);
    }

    private static void same(Echoes echoes) {
        assertThat(echoes.cut("the same", text -> echoes.same(text).slice(4, 8)))
                .isEqualTo("same");
        try (Region region = Region.open()) {
            Text other = region.text("other");
            assertRefused(() -> echoes.cut("the same", _ -> echoes.same(other)), "'t");
        }
    }

    private static void tooShort(Echoes echoes) {
        try (Region region = Region.open();
                Region shared = Region.openShared()) {
            Text own = region.text("of a region");
            Text of = shared.text("of a region of all threads");
            assertRefused(() -> echoes.cut("a text", _ -> own), "'t");
            assertRefused(() -> echoes.cut("a text", _ -> of), "'t");
            assertRefused(
                    () -> echoes.cut("a text", _ -> {
                        try (Region inside = Region.open()) {
                            return inside.text("of a region inside");
                        }
                    }),
                    "'t");
            assertRefused(
                    () -> echoes.cut("outer", outer -> {
                        echoes.cut("inner", _ -> outer);
                        return outer;
                    }),
                    "'t");
        }
    }

    private static void over(Echoes echoes) {
        List<Text> kept = new ArrayList<>();
        assertThat(echoes.cut("a text", text -> {
                    kept.add(text);
                    return text;
                }))
                .isEqualTo("a text");
        assertThatExceptionOfType(RegionClosedException.class)
                .isThrownBy(() -> kept.getFirst().length())
                .withMessage("what a callback was given is used after it returned");
        assertRefused(() -> echoes.cut("another", _ -> kept.getFirst()), "'t");
    }

    private static void thrown(Echoes echoes) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> echoes.cut("a text", _ -> {
                    throw new Refused();
                }));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> echoes.cut("a text", text -> text.slice(0, 7)));
    }

    private static void unloaded(Path library) throws Exception {
        Path copy = Files.copy(library, library.resolveSibling("unloaded-" + library.getFileName()));
        Echoes echoes = Echoes.load(copy, text -> text, Unload.ALLOWED);
        Text own = echoes.region().text("as long as the library");
        assertThat(echoes.cut("a text", _ -> own)).isEqualTo("as long as the library");
        assertThat(echoes.cut("a text", text -> text.slice(0, 1))).isEqualTo("a");
        assertThat(echoes.ask("the import")).isEqualTo("the import");
        echoes.close();
        assertThat(echoes.isUnloaded()).isTrue();
    }

    /** What a callback answers with ends too soon for its caller. */
    static void assertRefused(ThrowingCallable call, String lifetime) {
        assertRefused(call, "[\\w.]+(\\(\\w+\\))?\\(\\): the call needs the answer", lifetime, SUGGESTION);
    }

    /** So does what it leaves in a place. */
    static void assertLeftRefused(ThrowingCallable call, String lifetime) {
        assertRefused(call, "\\w+\\(\\w+\\)\\(\\w+\\): the call needs what is left there", lifetime, SUGGESTION);
    }

    /** So does what it passes as {@code text}. */
    static void assertPassedRefused(ThrowingCallable call, String lifetime) {
        assertRefused(call, "the call needs text", lifetime, "");
    }

    private static void assertRefused(ThrowingCallable call, String needs, String lifetime, String suggestion) {
        String chosen = "Region\\[" + lifetime + " of a callback's caller] is";
        assertThatExceptionOfType(RegionException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getMessage())
                        .matches(needs + ": " + lifetime + ", but Region.* can be closed before " + chosen
                                + suggestion));
    }
}
