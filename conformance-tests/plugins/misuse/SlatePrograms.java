package org.rdylib.conformance.misuse;

import java.util.List;
import java.util.concurrent.CompletionException;
import org.rdylib.conformance.misuse.slates.Chalk;
import org.rdylib.conformance.misuse.slates.Slate;
import org.rdylib.conformance.misuse.slates.Slates;
import org.rdylib.conformance.misuse.slates.Writer;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.ScalarSlice;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** What is lent as {@code &mut} for longer than a call. */
final class SlatePrograms extends Subject {

    private static final int WRONG = 200;

    private final byte[] room = new byte[4];
    private final Mut<Long> count = Mut.of(1L);

    SlatePrograms(Libraries libraries) {
        super(libraries);
        add("an array is lent to a second writer", () -> writing(slates -> slates.writer(room)));
        add("an array that a writer has is lent to a call", () -> writing(slates -> slates.fill(room, 1)));
        add("an array that a writer has is lent by another thread", () -> {
            writing(slates -> elsewhere(() -> slates.fill(room, 1)));
        });
        add("an array is lent to a writer inside its destructor", this::inDestructor);
        add("an array is lent again to a slate that has it", this::lentTwice);
        add("an array is lent after its slate was closed, and before the region was", this::afterSlate);
        add("an array of which a part is viewed is lent again", this::viewed);
        add("an array that an opaque value has is lent to another", this::chalk);
        add(
                "a place is lent twice to one closure",
                () -> slates().within(count, count).close());
        add("a place is read that a closure counts in", () -> counting(_ -> count.get()));
        add("a place is changed that a closure counts in", () -> counting(_ -> count.set(2L)));
        add("a place is read by another thread that a closure counts in", () -> {
            counting(_ -> elsewhere(count::get));
        });
        add("a place that a closure counts in is lent to another", () -> counting(slates -> slates.counter(count)));
        add("a place is read that is lent for ever", this::forEver);
        add("an array is lent for a region that is closed", this::closed);
        add("a text is read that lay in what was lent until its region was closed", this::textAfterwards);
        add("a slice is read that lay in what was lent until its region was closed", this::sliceAfterwards);
        add("a writer is used after its region was closed, which has given back the array", this::writerAfterwards);
        add("a writer is used on another thread than the array was lent on", () -> {
            writing((_, writer) -> elsewhere(() -> writer.write(1)));
        });
        add("a library is unloaded while a writer has an array", this::unloaded);
        addOfC("a library leaves a `bool` that is none in an array until a region ends", this::wrongMark);
        addOfC("a library leaves no text in a place until a writer is closed", this::wrongLetter);
        addOfC("a library leaves what is none in one of two places", this::wrongOfTwo);
        addOfC("a future leaves a `bool` that is none, and is joined", () -> {
            slates().marking(new boolean[2], WRONG).join();
        });
        addOfC("a future leaves a `bool` that is none, and a task polls it", this::wrongOfTask);
    }

    private Slates slates() {
        return libraries.slates(Unload.NEVER);
    }

    /** What is done while the library has the array or place. */
    private interface While {
        void run(Slates slates) throws Throwable;
    }

    /** The same with what has it. */
    private interface With {
        void run(Slates slates, Writer writer) throws Throwable;
    }

    private void writing(While act) throws Throwable {
        writing((slates, _) -> act.run(slates));
    }

    private void writing(With act) throws Throwable {
        Slates slates = slates();
        try (Writer writer = slates.writer(room)) {
            act.run(slates, writer);
        }
    }

    private void counting(While act) throws Throwable {
        Slates slates = slates();
        try (Slates.CounterClosure _ = slates.counter(count)) {
            act.run(slates);
        }
    }

    private void inDestructor() {
        Slates slates = slates();
        RuntimeException[] thrown = new RuntimeException[1];
        Writer writer = slates.telling(room, _ -> {
            try {
                slates.fill(room, 1);
            } catch (RuntimeException refused) {
                thrown[0] = refused;
            }
        });
        writer.close();
        throw thrown[0];
    }

    private void lentTwice() {
        Slates slates = slates();
        try (Region region = Region.open();
                Slate slate = slates.slate(region)) {
            slate.add(room);
            slate.add(room);
        }
    }

    private void afterSlate() {
        Slates slates = slates();
        try (Region region = Region.open()) {
            try (Slate slate = slates.slate(region)) {
                slate.add(room);
            }
            slates.fill(room, 1);
        }
    }

    private void viewed() {
        Slates slates = slates();
        try (Region region = Region.open()) {
            Slate slate = slates.named(new Told(region));
            slate.add(room);
            ScalarSlice<Integer, byte[]> first = slate.wipe();
            slate.close();
            if (first.size() == room.length) {
                slates.fill(room, 1);
            }
        }
    }

    /** What is told nothing of interest, for as long as a region. */
    private record Told(Region region) implements Slates.NamedTo, Bounded {
        @Override
        public void call(long used) {}
    }

    private void chalk() {
        Slates slates = slates();
        int[] numbers = new int[2];
        try (Chalk _ = slates.chalk(numbers);
                Chalk _ = slates.chalk(numbers)) {
            numbers[0] = 1;
        }
    }

    private void forEver() {
        try (Slates slates = Slates.load(libraries.file("slates"), Unload.ALLOWED)) {
            slates.keep(count);
            count.get();
        }
    }

    private void closed() {
        Region region = Region.open();
        region.close();
        slates().writer(region, room);
    }

    private void textAfterwards() {
        Text first;
        try (Region region = Region.open()) {
            first = slates().capitals(region, Mut.of("some text"));
        }
        first.byteLength();
    }

    private void sliceAfterwards() {
        ScalarSlice<Long, long[]> greater;
        try (Region region = Region.open()) {
            greater = slates().sorted(region, new long[] {1, 2, 3}, 2);
        }
        greater.get(0);
    }

    private void writerAfterwards() {
        Writer writer;
        try (Region region = Region.open()) {
            writer = slates().writer(region, room);
        }
        writer.write(1);
    }

    private void unloaded() {
        Slates slates = libraries.slates(Unload.ALLOWED);
        try (Writer _ = slates.writer(room)) {
            slates.close();
        }
    }

    private void wrongMark() {
        try (Region region = Region.open()) {
            slates().marks(region, new boolean[2]).write(WRONG);
        }
    }

    private void wrongLetter() {
        try (Writer letters = slates().letters(Mut.of("abcd"))) {
            letters.write(WRONG);
        }
    }

    private void wrongOfTask() throws Throwable {
        try {
            slates().marking(new boolean[2], WRONG).start(Runnable::run).join();
        } catch (CompletionException thrown) {
            throw thrown.getCause();
        }
    }

    /** The other comes back all the same. */
    private void wrongOfTwo() {
        Slates slates = slates();
        List<Region> regions = List.of(Region.open());
        slates.writer(regions.getFirst(), room).write(1);
        slates.marks(regions.getFirst(), new boolean[2]).write(WRONG);
        byte[] other = new byte[1];
        slates.writer(regions.getFirst(), other).write(2);
        try {
            regions.getFirst().close();
        } finally {
            slates.fill(room, room[0]);
            slates.fill(other, other[0]);
            if (room[3] != 1 || other[0] != 2) {
                System.out.println("lost");
            }
        }
    }
}
