package org.rdylib.conformance.misuse;

import org.rdylib.conformance.misuse.station.Event;
import org.rdylib.conformance.misuse.station.Settings;
import org.rdylib.conformance.misuse.station.Sheet;
import org.rdylib.conformance.misuse.station.Signal;
import org.rdylib.conformance.misuse.station.Station;
import org.rdylib.conformance.misuse.station.Unit;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** What libraries of different age know differently. */
final class AgePrograms extends Subject {

    /** The discriminant of a variant that the newer library has, and the host does not know. */
    private static final int NEWER = 2;

    /** The same, of what is of all threads and refers to a constant of its library's. */
    private static final int LAMP = 3;

    AgePrograms(Libraries libraries) {
        super(libraries);
        add("a variant that only its library knows is passed to another", this::variantToOther);
        add("a variant that only its library knows is passed to another load of it", this::variantToAgain);
        add(
                "a variant that only its library knows is passed to another load of it, and its own was unloaded",
                this::variantOfUnloaded);
        add("a variant that only its library knows is passed on another thread", this::variantElsewhere);
        add(
                "a variant that only its library knows is passed on, and what it borrows from has ended",
                this::variantEnded);
        add("a variant that only its library knows is answered for longer than it lives", this::variantAnswered);
        add("a variant that only its library knows is answered as one of another enum", this::variantOfAnother);
        add("a reference to what another library knows more of is passed", this::referenceToOther);
        add(
                "a reference to what only its library knows more of is passed to another load of it",
                this::referenceToAgain);
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

    private void variantToAgain() {
        try (Station newer = libraries.station("station-newer");
                Station again = libraries.station("station-again")) {
            System.out.println(again.give(newer.signal(LAMP)));
        }
    }

    private void variantOfUnloaded() {
        Signal lamp;
        try (Station newer = libraries.station("station-newer", Unload.ALLOWED)) {
            lamp = newer.signal(LAMP);
        }
        try (Station again = libraries.station("station-again")) {
            System.out.println(again.give(lamp));
        }
    }

    private void variantElsewhere() throws Throwable {
        try (Station newer = libraries.station("station-newer")) {
            Signal siren = newer.signal(NEWER);
            elsewhere(() -> System.out.println(newer.give(siren)));
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

    private void variantOfAnother() {
        try (Station newer = libraries.station("station-newer");
                Region region = Region.open()) {
            if (newer.signal(LAMP) instanceof Signal.Unknown lamp) {
                System.out.println(newer.each(region.text("bay"), _ -> new Event.Unknown(lamp.variant())));
            }
        }
    }

    private void referenceToOther() {
        try (Station older = libraries.station("station-older");
                Station newer = libraries.station("station-newer")) {
            System.out.println(newer.describeSheet(new Sheet(older.own(), 1)));
        }
    }

    private void referenceToAgain() {
        try (Station newer = libraries.station("station-newer");
                Station again = libraries.station("station-again")) {
            System.out.println(again.describeSheet(new Sheet(newer.own(), 1)));
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
