package org.rdylib.conformance.misuse;

import org.rdylib.conformance.misuse.station.Event;
import org.rdylib.conformance.misuse.station.Settings;
import org.rdylib.conformance.misuse.station.Sheet;
import org.rdylib.conformance.misuse.station.Station;
import org.rdylib.conformance.misuse.station.Unit;
import org.rdylib.loader.Region;

/** What libraries of different age know differently. */
final class AgePrograms extends Subject {

    /** The discriminant of a variant that the newer library has, and the host does not know. */
    private static final int NEWER = 2;

    AgePrograms(Libraries libraries) {
        super(libraries);
        add("a variant that only its library knows is passed to another", this::variantToOther);
        add(
                "a variant that only its library knows is passed on, and what it borrows from has ended",
                this::variantEnded);
        add("a variant that only its library knows is answered for longer than it lives", this::variantAnswered);
        add("a reference to what another library knows more of is passed", this::referenceToOther);
        add("a reference that was made for an older library is passed to a newer", this::referenceOfOlder);
        add("a number of a known variant is passed for an unknown one", () -> new Unit.Unknown(1));
        add("a number is passed for a variant that could not have it", () -> new Unit.Unknown(256));
    }

    private void variantToOther() {
        try (Station older = libraries.station("station-older");
                Station newer = libraries.station("station-newer");
                Region region = Region.open()) {
            System.out.println(older.show(newer.event(region.text("bay"), NEWER)));
        }
    }

    private void variantEnded() {
        try (Station newer = libraries.station("station-newer")) {
            Event gust;
            try (Region region = Region.open()) {
                gust = newer.event(region.text("bay"), NEWER);
            }
            System.out.println(newer.show(gust));
        }
    }

    private void variantAnswered() {
        try (Station newer = libraries.station("station-newer");
                Region region = Region.open()) {
            System.out.println(newer.each(region.text("bay"), _ -> {
                try (Region inner = Region.open()) {
                    return newer.event(inner.text("shorter"), NEWER);
                }
            }));
        }
    }

    private void referenceToOther() {
        try (Station older = libraries.station("station-older");
                Station newer = libraries.station("station-newer")) {
            System.out.println(newer.describeSheet(new Sheet(older.own(), 1)));
        }
    }

    private void referenceOfOlder() {
        try (Station older = libraries.station("station-older");
                Station newer = libraries.station("station-newer");
                Region region = Region.open()) {
            Settings settings = new Settings(1, region.text("name"));
            System.out.println(newer.same(older.refToSettings(region, settings)).get());
        }
    }
}
