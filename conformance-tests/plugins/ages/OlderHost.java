package org.rdylib.conformance.ages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.OtherLibraryException;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.stub.Making;
import org.rdylib.verifier.Unload;

/** A host that is as old as its library, or older. What the library prints is what it has read. */
public final class OlderHost implements PluginChecks {

    /** What a newer library reads behind the fields of the older version: the defaults of its descriptor. */
    private static final String DEFAULTS = " 3 Åland -1.50 A7 1 1 -7 -128 FFFFFFFFFFFFFFFF";

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        boolean newer = library.toString().contains("newer");
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        for (Unload unload : new Unload[] {Unload.NEVER, Unload.ALLOWED}) {
            Supplier<Station> load = () -> Station.load(library, OlderHost::preset, unload);
            String version = "an older host, " + (newer ? "newer, " : "older, ") + unload + ": ";
            checks.put(version + "a struct that it gives", level(load, station -> given(station, newer)));
            checks.put(version + "a struct that it takes", level(load, station -> taken(station, newer)));
            checks.put(version + "a struct that it gives and that is added to", level(load, OlderHost::added));
            checks.put(version + "a struct behind references", level(load, station -> viewed(station, newer)));
            checks.put(version + "a number", level(load, station -> numbers(station, newer)));
            checks.put(version + "a variant", level(load, station -> variants(station, newer)));
            checks.put(version + "a variant in a callback", level(load, station -> calledBack(station, newer)));
            checks.put(version + "a variant that borrows", level(load, station -> borrows(station)));
            checks.put(version + "a variant on another thread", level(load, station -> elsewhere(station, newer)));
        }
        twice(library, newer, checks);
        if (newer) {
            Path older = library.resolveSibling("../older/plugin.so").normalize();
            mixed(() -> Station.load(older, OlderHost::preset), () -> Station.load(library, OlderHost::preset), checks);
        }
        return checks;
    }

    private static Settings preset() {
        return new Settings(1, Region.forever().text("preset"));
    }

    private static ThrowingCallable level(Supplier<Station> load, Consumer<Station> check) {
        return () -> {
            try (Station station = load.get()) {
                long made = Making.living();
                check.accept(station);
                assertThat(station.living())
                        .as("what the library has allocated")
                        .isZero();
                assertThat(Making.living()).as("what the host has allocated").isEqualTo(made);
            }
        };
    }

    private static void given(Station station, boolean newer) {
        String rest = newer ? DEFAULTS : "";
        try (Region region = Region.open()) {
            assertThat(station.describe(new Settings(5, region.text("ten")))).isEqualTo("5 ten" + rest);
        }
        assertThat(station.keep(new Settings(65_535, Region.forever().text("kept"))))
                .isEqualTo("65535 kept" + rest);
        assertThat(station.presetText()).isEqualTo("1 preset" + rest);
        assertThat(station.mark(new Mark(3))).isEqualTo(newer ? 9 << 16 | 3 : 3);
    }

    private static void taken(Station station, boolean newer) {
        Unit unit = newer ? new Unit.Unknown(2) : Unit.Known.KELVIN;
        assertThat(station.report()).isEqualTo(new Report(-40, unit, "cold"));
        assertThat(station.marked().get()).isEqualTo(new Mark(7));
    }

    /** Of what a newer library puts into fields that this host knows nothing of, the library's own account tells. */
    private static void added(Station station) {
        Report report = new Report(1, Unit.Known.CELSIUS, "warm");
        assertThat(station.file(report)).isEqualTo("2 warm");
        assertThat(station.correct(report)).isEqualTo(new Report(2, Unit.Known.CELSIUS, "warm"));
        assertThat(station.correct(station.report()).reading()).isEqualTo(-39);
    }

    private static void viewed(Station station, boolean newer) {
        String rest = newer ? DEFAULTS : "";
        try (Region region = Region.open()) {
            Settings settings = new Settings(8, region.text("view"));
            Ref<Settings> ref = station.refToSettings(region, settings);
            assertThat(ref.get()).isEqualTo(settings);
            assertThat(station.same(ref).get()).isEqualTo(settings);
            assertThat(station.describeSheet(new Sheet(ref, 1))).isEqualTo("1: 8 view" + rest);
        }
        Settings own = station.own().get();
        assertThat(own.interval() + " " + own.name()).isEqualTo("11 own");
        // What the library itself has made is passed as it lies there, with all that the host knows nothing of.
        assertThat(station.describeSheet(new Sheet(station.own(), 2)))
                .isEqualTo("2: 11 own" + (newer ? " 12 here 0.25 limit 99 78 0 0 0 0 D " : ""));
    }

    private static void numbers(Station station, boolean newer) {
        assertThat(station.unit(Unit.Known.CELSIUS)).isEqualTo(newer ? new Unit.Unknown(2) : Unit.Known.CELSIUS);
        assertThat(station.unit(new Unit.Unknown(200))).isEqualTo(new Unit.Unknown(200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Unit.Unknown(1))
                .withMessageContaining("known");
        assertThatIllegalArgumentException().isThrownBy(() -> new Unit.Unknown(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new Unit.Unknown(-1));
    }

    private static void variants(Station station, boolean newer) {
        try (Region region = Region.open()) {
            List<Event> events = new ArrayList<>();
            for (long i = 0; i < 5; i++) {
                events.add(station.event(region.text("bay"), i));
            }
            assertThat(events.get(0)).isEqualTo(new Event.Started());
            assertThat(events.get(1))
                    .isInstanceOfSatisfying(
                            Event.Line.class,
                            line -> assertThat(line.value().toString()).isEqualTo("bay"));
            assertThat(events.get(2)).isInstanceOfSatisfying(Event.Unknown.class, gust -> {
                assertThat(gust.variant().tag()).isEqualTo(2);
                assertThat(gust.variant().bytes()).hasSize(32).startsWith(2);
                assertThat(gust.variant()).hasToString("variant 2 of Event");
            });
            assertThat(station.show(events.get(2))).isEqualTo(newer ? "gust 12.5 bay;" : "tag 2;");
            assertThat(station.show(events.get(2))).as("twice").isEqualTo(newer ? "gust 12.5 bay;" : "tag 2;");
            assertThat(station.showAll(events))
                    .isEqualTo("started;line bay;" + (newer ? "gust 12.5 bay;ended;" : "tag 2;tag 3;") + "tag 4;");
        }
    }

    private static void calledBack(Station station, boolean newer) {
        try (Region region = Region.open()) {
            List<Event> seen = new ArrayList<>();
            String shown = station.each(region.text("hill"), event -> {
                seen.add(event);
                return event instanceof Event.Started ? seen.getFirst() : event;
            });
            assertThat(shown).isEqualTo("started;line hill;" + (newer ? "gust 12.5 hill;ended;" : "") + "tag 4;");
            assertThat(station.show(seen.get(2))).isEqualTo(newer ? "gust 12.5 hill;" : "tag 4;");
        }
    }

    private static void borrows(Station station) {
        Event gust;
        try (Region region = Region.open()) {
            gust = station.event(region.text("gone"), 2);
        }
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> station.show(gust));
        try (Region region = Region.open()) {
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> station.each(region.text("x"), _ -> {
                        try (Region inner = Region.open()) {
                            return station.event(inner.text("shorter"), 2);
                        }
                    }));
        }
    }

    /** What only a library knows stays on its thread, but for what it says of all threads. */
    private static void elsewhere(Station station, boolean newer) {
        List<Signal> signals = new ArrayList<>();
        for (long i = 0; i < 5; i++) {
            signals.add(station.signal(i));
        }
        List<String> shown = signals.stream().map(station::give).toList();
        assertThat(shown)
                .containsExactly(
                        "silence", "whistle 440", newer ? "siren 880" : "tag 2", newer ? "lamp red" : "tag 3", "tag 4");
        assertThat(signals.subList(2, 5)).hasOnlyElementsOfType(Signal.Unknown.class);
        List<Object> found = new ArrayList<>();
        Thread thread = Thread.ofPlatform()
                .start(() -> signals.forEach(signal -> {
                    try {
                        found.add(station.give(signal));
                    } catch (WrongThreadException thrown) {
                        found.add(thrown.getClass());
                    }
                }));
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(found)
                .containsExactly(
                        "silence",
                        WrongThreadException.class,
                        WrongThreadException.class,
                        newer ? "lamp red" : WrongThreadException.class,
                        WrongThreadException.class);
    }

    /** Two loads of one library under one stub: what only that knows stays with each. */
    private static void twice(Path library, boolean newer, Map<String, ThrowingCallable> checks) {
        checks.put((newer ? "newer" : "older") + ": a library that is loaded twice", () -> {
            Path copy = Files.copy(library, library.resolveSibling("copy.so"), StandardCopyOption.REPLACE_EXISTING);
            Signal lamp;
            try (Station station = Station.load(library, OlderHost::preset);
                    Region region = Region.open()) {
                try (Station again = Station.load(copy, OlderHost::preset, Unload.ALLOWED)) {
                    lamp = again.signal(3);
                    assertThat(again.give(lamp)).isEqualTo(newer ? "lamp red" : "tag 3");
                    Event gust = station.event(region.text("bay"), 2);
                    assertThatExceptionOfType(OtherLibraryException.class).isThrownBy(() -> again.show(gust));
                    assertThatExceptionOfType(OtherLibraryException.class).isThrownBy(() -> station.give(lamp));
                    assertThat(lamp).as("of another library").isNotEqualTo(station.signal(3));
                }
                assertThatExceptionOfType(OtherLibraryException.class).isThrownBy(() -> station.give(lamp));
            }
            try (Station station = Station.load(library, OlderHost::preset);
                    Station again = Station.load(copy, OlderHost::preset);
                    Region region = Region.open()) {
                Ref<Settings> made = station.refToSettings(region, new Settings(1, region.text("a")));
                for (Ref<Settings> ref : List.of(station.own(), made)) {
                    Sheet sheet = new Sheet(ref, 1);
                    if (newer) {
                        assertThatExceptionOfType(OtherLibraryException.class)
                                .isThrownBy(() -> again.describeSheet(sheet));
                    } else {
                        assertThat(again.describeSheet(sheet)).isEqualTo(station.describeSheet(sheet));
                    }
                }
            }
        });
    }

    /** Two libraries under one stub, of which one is newer: what they know differently stays with each. */
    private static void mixed(Supplier<Station> older, Supplier<Station> newer, Map<String, ThrowingCallable> checks) {
        checks.put("two libraries under one stub", () -> {
            try (Station old = older.get();
                    Station young = newer.get();
                    Region region = Region.open()) {
                variantOfAnother(old, young, region);
                referenceOfAnother(old, young, region);
                assertThat(old.unit(young.unit(Unit.Known.CELSIUS)))
                        .as("a number is no more than that")
                        .isEqualTo(new Unit.Unknown(2));
            }
        });
    }

    private static void variantOfAnother(Station old, Station young, Region region) {
        Event gust = young.event(region.text("bay"), 2);
        assertThatExceptionOfType(OtherLibraryException.class).isThrownBy(() -> old.show(gust));
        Event seven = old.event(region.text("bay"), 7);
        assertThatExceptionOfType(OtherLibraryException.class).isThrownBy(() -> young.show(seven));
        assertThat(old.show(seven)).isEqualTo("tag 7;");
    }

    private static void referenceOfAnother(Station old, Station young, Region region) {
        assertThatExceptionOfType(OtherLibraryException.class)
                .isThrownBy(() -> young.describeSheet(new Sheet(old.own(), 1)));
        Ref<Settings> made = old.refToSettings(region, new Settings(1, region.text("a")));
        assertThatExceptionOfType(OtherLibraryException.class).isThrownBy(() -> young.same(made));
        Ref<Settings> again = young.refToSettings(region, made.get());
        assertThat(young.describeSheet(new Sheet(again, 1))).isEqualTo("1: 1 a" + DEFAULTS);
    }
}
