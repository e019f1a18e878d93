package org.rdylib.conformance.ages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.stub.Making;
import org.rdylib.verifier.Unload;

/** A host that is as new as its library, or newer. What the library prints is what it has read. */
public final class NewerHost implements PluginChecks {

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        boolean older = library.toString().contains("older");
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        for (Unload unload : new Unload[] {Unload.NEVER, Unload.ALLOWED}) {
            Supplier<Station> load = () -> Station.load(library, () -> settings(1, "preset", Region.forever()), unload);
            String version = "a newer host, " + (older ? "older, " : "newer, ") + unload + ": ";
            checks.put(version + "a struct that it gives", level(load, station -> given(station, older)));
            checks.put(version + "a struct that it takes", level(load, station -> taken(station, older)));
            checks.put(
                    version + "a struct that it gives and that is added to",
                    level(load, station -> added(station, older)));
            checks.put(version + "a struct behind references", level(load, station -> viewed(station, older)));
            checks.put(version + "a variant", level(load, station -> variants(station, older)));
        }
        if (!library.toString().contains("stamps")) {
            checks.put((older ? "older" : "newer") + ": a library that is loaded twice", () -> twice(library));
        }
        return checks;
    }

    /** Of a newer host all fields are its own, none is at its default. */
    private static Settings settings(int interval, String name, Region region) {
        return new Settings(
                interval,
                region.text(name),
                4_000_000_000L,
                region.text("zone"),
                2.5,
                Optional.of(8L),
                0x1F600,
                false,
                Unit.Known.CELSIUS,
                Long.MIN_VALUE,
                (byte) 127,
                -1,
                Optional.of(region.text("some")));
    }

    private static final String ITS_OWN =
            " 4000000000 zone 2.50 limit 8 1F600 0 0 -9223372036854775808 127 FFFFFFFFFFFFFFFF some";

    private static Settings withDefaults(int interval, String name) {
        Region region = Region.forever();
        return new Settings(
                interval,
                region.text(name),
                3,
                region.text("Åland"),
                -1.5,
                Optional.empty(),
                '§',
                true,
                Unit.Known.KELVIN,
                -7,
                (byte) -128,
                -1,
                Optional.empty());
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

    private static void given(Station station, boolean older) {
        String rest = older ? "" : ITS_OWN;
        try (Region region = Region.open()) {
            assertThat(station.describe(settings(5, "ten", region))).isEqualTo("5 ten" + rest);
        }
        assertThat(station.keep(settings(65_535, "kept", Region.forever()))).isEqualTo("65535 kept" + rest);
        assertThat(station.presetText()).isEqualTo("1 preset" + rest);
        assertThat(station.mark(new Mark(3, 70))).isEqualTo(older ? 3 : 70 << 16 | 3);
    }

    private static void taken(Station station, boolean older) {
        assertThat(station.report())
                .isEqualTo(
                        older
                                ? new Report(-40, Unit.Known.KELVIN, "cold", 50, Optional.empty(), Optional.empty())
                                : new Report(
                                        -40,
                                        Unit.Known.FAHRENHEIT,
                                        "cold",
                                        200,
                                        Optional.of("somebody"),
                                        Optional.empty()));
        assertThat(station.marked().get()).isEqualTo(new Mark(7, older ? 9 : 70));
    }

    private static void added(Station station, boolean older) {
        Report report =
                new Report(1, Unit.Known.CELSIUS, "warm", 2, Optional.of("me"), Optional.of(new Pair<>(3L, "c")));
        assertThat(station.file(report)).isEqualTo("2 warm");
        Report bare = new Report(1, Unit.Known.CELSIUS, "warm", 2, Optional.empty(), Optional.empty());
        assertThat(station.correct(bare))
                .isEqualTo(
                        older
                                ? new Report(2, Unit.Known.CELSIUS, "warm", 50, Optional.empty(), Optional.empty())
                                : new Report(
                                        2,
                                        Unit.Known.CELSIUS,
                                        "warm",
                                        2,
                                        Optional.of("corrector"),
                                        Optional.of(new Pair<>(1L, "copy"))));
    }

    private static void viewed(Station station, boolean older) {
        if (older) {
            assertThat(station.own().get()).isEqualTo(withDefaults(11, "own"));
        } else {
            assertThat(station.own().get().zone().toString()).isEqualTo("here");
            assertThat(station.own().get().nothing().orElseThrow().toString()).isEmpty();
        }
        try (Region region = Region.open()) {
            Ref<Settings> made = station.refToSettings(region, settings(8, "view", region));
            assertThat(made.get())
                    .as("what was copied for a library is what that knows of")
                    .isEqualTo(older ? withDefaults(8, "view") : settings(8, "view", region));
            assertThat(station.same(made).get()).isEqualTo(made.get());
            assertThat(station.describeSheet(new Sheet(made, 1))).isEqualTo("1: 8 view" + (older ? "" : ITS_OWN));
            assertThat(station.describe(station.own().get()))
                    .isEqualTo(older ? "11 own" : "11 own 12 here 0.25 limit 99 78 0 0 0 0 D ");
        }
    }

    private static void variants(Station station, boolean older) {
        try (Region region = Region.open()) {
            Event gust = new Event.Gust(1.5, region.text("top"));
            String shown = older ? "tag 2;" : "gust 1.5 top;";
            assertThat(station.show(gust)).isEqualTo(shown);
            assertThat(station.showAll(List.of(new Event.Started(), gust, new Event.Ended())))
                    .isEqualTo("started;" + shown + (older ? "tag 3;" : "ended;"));
            assertThat(station.each(region.text("hill"), event -> event instanceof Event.Line ? gust : event))
                    .isEqualTo("started;" + shown + (older ? "" : "gust 12.5 hill;ended;") + "tag 4;");
            assertThat(station.event(region.text("x"), 9))
                    .isInstanceOfSatisfying(
                            Event.Unknown.class,
                            unknown -> assertThat(unknown.variant().tag()).isEqualTo(9));
        }
    }

    /** What holds nothing that this host does not know is passed from one library to the other as it lies there. */
    private static void twice(Path library) throws IOException {
        Path copy = Files.copy(library, library.resolveSibling("copy.so"), StandardCopyOption.REPLACE_EXISTING);
        try (Station station = Station.load(library, () -> settings(1, "preset", Region.forever()));
                Station again = Station.load(copy, () -> settings(1, "preset", Region.forever()));
                Region region = Region.open()) {
            Ref<Settings> made = station.refToSettings(region, settings(8, "view", region));
            for (Ref<Settings> ref : List.of(station.own(), made)) {
                Sheet sheet = new Sheet(ref, 1);
                assertThat(again.describeSheet(sheet)).isEqualTo(station.describeSheet(sheet));
            }
        }
    }
}
