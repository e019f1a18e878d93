package org.rdylib.conformance.growing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.AbsentFunctionException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.verifier.Unload;

/**
 * A host that asks whether a library is new enough, and one that does not ask; that is given what it does not know, and gives
 * what the library does not know.
 */
public final class GrowingDriver implements PluginChecks {

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        String version = library.getParent().getFileName().toString();
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        for (Unload unload : new Unload[] {Unload.NEVER, Unload.ALLOWED}) {
            Age age = new Age(Growing.load(copy(library, unload), n -> n + 1, unload), version);
            age.all()
                    .forEach((name, check) -> checks.put(version + ", " + unload + ": " + name, () -> {
                        HostAccounts ofJava = new HostAccounts();
                        check.call();
                        assertThat(age.growing.living())
                                .as("what the library has made")
                                .isZero();
                        ofJava.assertLevel();
                    }));
            checks.put(version + ", " + unload + ": is closed", age.growing::close);
        }
        return checks;
    }

    /** A file of its own: one open stub at a time has the imports of a library that calls Java. */
    private static Path copy(Path library, Unload unload) {
        try {
            return Files.copy(library, library.resolveSibling(unload + ".so"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A library of a version. */
    private record Age(Growing growing, String version) {

        private boolean isNewer() {
            return version.startsWith("new");
        }

        Map<String, ThrowingCallable> all() {
            return Map.of(
                    "an optional export", this::export,
                    "an optional method", this::method,
                    "a leaf", this::leaf,
                    "a variant that only the library knows", this::unknownHere,
                    "a variant that only the host knows", this::unknownThere,
                    "an object of Java's", this::listener,
                    "an object of Java's that throws", this::throwing,
                    "imports", this::imports);
        }

        private void export() {
            assertThat(growing.hasMore()).isEqualTo(isNewer());
            if (isNewer()) {
                assertThat(growing.more("four")).isEqualTo(4);
            } else {
                assertThatExceptionOfType(AbsentFunctionException.class)
                        .isThrownBy(() -> growing.more("four"))
                        .withMessage("growing has no more");
            }
        }

        private void method() {
            try (Counter counter = growing.counter(3)) {
                assertThat(counter.total()).isEqualTo(3);
                assertThat(counter.hasReset()).isEqualTo(isNewer());
                if (isNewer()) {
                    assertThat(counter.reset()).isEqualTo(3);
                    assertThat(counter.total()).isZero();
                } else {
                    assertThatExceptionOfType(AbsentFunctionException.class)
                            .isThrownBy(counter::reset)
                            .withMessageContaining("has no Counter.reset");
                    assertThat(counter.total()).isEqualTo(3);
                }
            }
        }

        private void leaf() {
            assertThat(growing.sum(4_000_000_000L, 5)).isEqualTo(4_000_000_005L);
        }

        private void unknownHere() {
            Event event;
            try (Region region = Region.open()) {
                event = growing.event(region.text("bay"));
                Level level = growing.level();
                if (isNewer()) {
                    assertThat(event)
                            .isInstanceOfSatisfying(
                                    Event.Unknown.class,
                                    unknown ->
                                            assertThat(unknown.variant().tag()).isEqualTo(3));
                    assertThat(level).isEqualTo(new Level.Unknown(9));
                    assertThat(growing.show(event, level)).isEqualTo("calm bay 7 9");
                    Pair<Event, Level> same = growing.same(event, level);
                    assertThat(growing.show(same.first(), same.second())).isEqualTo("calm bay 7 9");
                } else {
                    assertThat(event)
                            .isInstanceOfSatisfying(
                                    Event.Line.class,
                                    line -> assertThat(line.value()).hasToString("bay"));
                    assertThat(level).isEqualTo(Level.Known.LOW);
                }
            }
            assertThatThrownBy(() -> growing.show(event, Level.Known.LOW)).isInstanceOf(RegionClosedException.class);
        }

        private void unknownThere() {
            try (Region region = Region.open()) {
                Event gust = new Event.Gust(2.5, region.text("bay"));
                assertThat(growing.show(gust, Level.Known.HIGH))
                        .isEqualTo(version.equals("older") ? "unknown 2 5" : "gust bay 2.5 5");
                Pair<Event, Level> same = growing.same(gust, Level.Known.HIGH);
                assertThat(same.second()).isEqualTo(Level.Known.HIGH);
                assertThat(same.first())
                        .as("passed on, whether the library knows it or not")
                        .isInstanceOfSatisfying(Event.Gust.class, back -> {
                            assertThat(back.speed()).isEqualTo(2.5);
                            assertThat(back.place()).hasToString("bay");
                        });
            }
        }

        /** What it answers it cannot know the half of. */
        private final class Own implements Listener {
            private final List<Class<?>> heard = new ArrayList<>();
            private int closed;

            @Override
            public Level heard(Event event, Level level) {
                heard.add(event.getClass());
                return isNewer() ? level : Level.Known.HIGH;
            }

            @Override
            public void close() {
                closed++;
            }
        }

        private void listener() {
            Own own = new Own();
            String told = switch (version) {
                case "newest" -> "calm here 7 9, without an end";
                case "newer" -> "calm here 7 9";
                default -> "line here 5";
            };
            assertThat(growing.tell(own)).isEqualTo(told);
            assertThat(own.closed).isZero();
            assertThat(growing.keep(own)).isEqualTo(told);
            assertThat(own.closed).isEqualTo(1);
            Class<?> event = isNewer() ? Event.Unknown.class : Event.Line.class;
            assertThat(own.heard).containsExactly(event, event);
        }

        private void throwing() {
            IllegalStateException thrown = new IllegalStateException();
            int[] closed = {0};
            Listener listener = new Listener() {
                @Override
                public Level heard(Event event, Level level) {
                    throw thrown;
                }

                @Override
                public void close() {
                    closed[0]++;
                }
            };
            assertThatThrownBy(() -> growing.keep(listener)).isSameAs(thrown);
            assertThat(closed[0]).isEqualTo(1);
        }

        private void imports() {
            assertThat(growing.ask(5)).isEqualTo(version.equals("newest") ? 21_006 : 6);
        }
    }
}
