package org.rdylib.conformance.misuse;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Consumer;
import org.rdylib.conformance.misuse.studio.Frame;
import org.rdylib.conformance.misuse.studio.Node;
import org.rdylib.conformance.misuse.studio.Note;
import org.rdylib.conformance.misuse.studio.Point;
import org.rdylib.conformance.misuse.studio.Studio;
import org.rdylib.conformance.misuse.studio.Track;
import org.rdylib.conformance.misuse.studio.Tree;
import org.rdylib.loader.MutRef;
import org.rdylib.loader.MutScalarSlice;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;

/** What a library answers with as {@code &mut}. */
final class StudioPrograms extends Subject {

    private final long[] room = {1, 2, 3, 4};

    StudioPrograms(Libraries libraries) {
        super(libraries);
        add(
                "what `&mut self` has lent to be written is written after another use",
                () -> on(track -> {
                    MutScalarSlice<Float, float[]> buffer = track.buffer();
                    track.sum();
                    buffer.set(0, 1f);
                }));
        add(
                "a reference to be written is, after what lends it was lent anew",
                () -> on(track -> {
                    MutRef<Point> anchor = track.anchor();
                    track.points();
                    anchor.set(new Point(1, 1, true));
                }));
        add(
                "a list ends what it is written to",
                () -> on(track -> {
                    MutRef<List<Integer>> key = track.key();
                    key.set(new Counting(track::sum));
                }));
        add("an array is copied into what an object has lent after that was closed", this::closed);
        add(
                "the bytes of an opaque value are written after that was read otherwise",
                () -> framed((studio, frame) -> {
                    MutScalarSlice<Integer, byte[]> bytes = studio.map(frame);
                    studio.byte_(frame, 0);
                    bytes.set(0, 1);
                }));
        add("a part of what was lent is written after its region was closed", this::afterRegion);
        add(
                "an opaque value that a library lends alone is used after what lends it was",
                () -> planted((studio, tree) -> {
                    Node root = studio.root(tree).orElseThrow();
                    studio.total(tree);
                    studio.grow(root);
                }));
        add(
                "an opaque value that another lends alone is used after that was",
                () -> planted((studio, tree) -> {
                    Node root = studio.root(tree).orElseThrow();
                    Node above = studio.above(root).orElseThrow();
                    studio.grow(root);
                    studio.grow(above);
                }));
        add(
                "what a library lends to be written is written on another thread",
                () -> on(track -> {
                    MutScalarSlice<Float, float[]> buffer = track.buffer();
                    quietly(() -> elsewhere(() -> buffer.set(0, 1f)));
                }));
        add("an object is used on another thread while this one may write to what it lends", this::usedElsewhere);
        add("an array is lent again of which a part may be written", this::lentAgain);
        add(
                "a number is written that its type cannot hold",
                () -> on(track -> {
                    track.volume(0).orElseThrow().set(256);
                }));
        add(
                "an array is copied of which one is no `char`",
                () -> on(track -> {
                    track.scalars().second().copyFrom(new int[] {'a', 0xDC00}, 0);
                }));
        add(
                "a text is written over one of fewer bytes",
                () -> on(track -> track.title().set("too much!")));
        add(
                "a variant is written of which a part is none",
                () -> on(track -> {
                    track.notes().set(0, new Note.Slide('a', List.of(1, 2, 256)));
                }));
        add("null is written to a reference", () -> on(track -> track.anchor().set(null)));
        add("null is written to a slice", () -> on(track -> track.buffer().set(0, null)));
        add(
                "an element beyond the end of what a library lends is written",
                () -> on(track -> {
                    track.buffer().set(4, 1f);
                }));
        add(
                "an array is copied into a longer slice",
                () -> on(track -> track.buffer().copyFrom(new float[3], 0)));
        add(
                "an element is added to what a library lends",
                () -> on(track -> track.buffer().add(1f)));
        addOfC(
                "a `bool` is replaced by another where a library has left none",
                () -> on(track -> {
                    track.spoil();
                    track.scalars().first().set(0, true);
                }));
    }

    /** A list that runs something where its last element is read. */
    private static final class Counting extends AbstractList<Integer> {
        private final Runnable last;

        Counting(Runnable last) {
            this.last = last;
        }

        @Override
        public Integer get(int index) {
            if (index == 7) {
                last.run();
            }
            return index;
        }

        @Override
        public int size() {
            return 8;
        }
    }

    /** What is done with something opaque. */
    private interface With<T> {
        void run(Studio studio, T opaque);
    }

    private void on(Consumer<Track> act) {
        try (Track track = libraries.studio().track()) {
            act.accept(track);
        }
    }

    private void framed(With<Frame> act) {
        Studio studio = libraries.studio();
        try (Frame frame = studio.frame(4)) {
            act.run(studio, frame);
        }
    }

    private void planted(With<Tree> act) {
        Studio studio = libraries.studio();
        try (Tree tree = studio.tree(2)) {
            act.run(studio, tree);
        }
    }

    private void closed() {
        Track track = libraries.studio().track();
        MutScalarSlice<Float, float[]> buffer = track.buffer();
        track.close();
        buffer.copyFrom(new float[4], 0);
    }

    private void afterRegion() {
        Pair<MutScalarSlice<Long, long[]>, MutScalarSlice<Long, long[]>> halves;
        try (Region region = Region.open()) {
            halves = libraries.studio().halves(region, room);
        }
        halves.first().set(0, 1L);
    }

    private void usedElsewhere() throws Throwable {
        try (Track track = libraries.studio().sending()) {
            track.buffer();
            elsewhere(track::sum);
        }
    }

    private void lentAgain() {
        Studio studio = libraries.studio();
        try (Region region = Region.open()) {
            studio.halves(region, room);
            studio.every(region, room);
        }
    }
}
