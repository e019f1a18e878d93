package org.rdylib.conformance.misuse;

import java.util.List;
import org.rdylib.conformance.misuse.talents.Player;
import org.rdylib.conformance.misuse.talents.Talents;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** Objects of Java's that are asked, while they are passed, which methods they have. */
final class TalentPrograms extends Subject {

    TalentPrograms(Libraries libraries) {
        super(libraries);
        add("a region is closed by an object that is asked what it has", this::region);
        add("a library is closed by an object that is asked what it has", this::library);
        add("an object that is asked what it has is passed without end", this::endless);
        add("an object throws when it is asked what it has", this::throwing);
    }

    /** One of all talents, which does something when it is asked for the last. */
    private record Busy(Runnable act) implements Player {
        @Override
        public long age() {
            return 1;
        }

        @Override
        public long play(long note) {
            return note;
        }

        @Override
        public long height() {
            return 2;
        }

        @Override
        public long sing(long note) {
            return note;
        }

        @Override
        public boolean hasLeave() {
            act.run();
            return true;
        }

        @Override
        public long leave() {
            return 3;
        }

        @Override
        public void close() {}
    }

    private void region() {
        Talents talents = libraries.talents(Unload.NEVER);
        try (Region region = Region.open()) {
            System.out.println(talents.hear(new Busy(region::close)));
        }
    }

    private void library() {
        Talents talents = libraries.talents(Unload.ALLOWED);
        System.out.println(talents.engage(new Busy(talents::close)));
    }

    private void endless() {
        Talents talents = libraries.talents(Unload.NEVER);
        System.out.println(talents.hear(again(talents)));
    }

    private static Busy again(Talents talents) {
        return new Busy(() -> talents.hear(again(talents)));
    }

    private void throwing() {
        Talents talents = libraries.talents(Unload.NEVER);
        Busy busy = new Busy(() -> {
            throw new IllegalStateException("by an object that is asked");
        });
        System.out.println(talents.all(List.of(new Busy(() -> {}), busy)));
    }
}
