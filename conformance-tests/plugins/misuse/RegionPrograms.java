package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.honest.Note;
import org.rdylib.conformance.misuse.honest.Span;
import org.rdylib.conformance.misuse.honest.Words;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.ScalarSlice;
import org.rdylib.loader.Slice;
import org.rdylib.loader.Text;

/** Regions of one thread, and what belongs to them. */
final class RegionPrograms extends Subject {

    RegionPrograms(Libraries libraries) {
        super(libraries);
        add("a text is read after its region was closed", this::text);
        add("a list of a region goes on to be iterated after that was closed", this::slice);
        add("a list is copied into an array after its region was closed", this::array);
        add("a list is copied into an array on another thread than its region's", this::elsewhereArray);
        add("a reference is read after its region was closed", this::reference);
        add("an element of a list borrows from the region that was closed", this::element);
        add("a result is read after what it borrows from has ended", this::result);
        add("a text of a closed region is passed", this::passed);
        add("memory of a closed region is asked for", this::allocated);
        add("what a call has put into a place is read after its region was closed", this::replaced);
        add("a text is kept longer than the callback that was given it", this::kept);
        add("an object is kept longer than the callback that was lent it", this::lentObject);
        add("an object of a closed region is used", this::object);
        add("an older region is closed before a younger", this::outOfOrder);
        add("a region is closed inside a call that uses it", this::closedInside);
        add("a region is opened in a callback, and left open, and an older one is closed", this::leftOpen);
        add("the lifetime of a callback is closed by it", this::closedByCallback);
        add("data is to live in the lifetime of a callback", this::dataOfCallback);
        add("the region that never ends is closed", () -> Region.forever().close());
        add("a call needs one region to outlive another, and it does not", this::bound);
        add("what an object was made for would end before the object", this::pushed);
        add("what is copied into a region would end before it", this::copied);
        add("a text is read on another thread than its region's", this::elsewhereRead);
        add("a text is passed on another thread than its region's", this::elsewherePassed);
        add("a region of one thread is closed by another", this::elsewhereClosed);
    }

    private void text() {
        Text text;
        try (Region region = Region.open()) {
            text = region.text("gone");
        }
        System.out.println(text);
    }

    private void slice() {
        Iterator<Span> spans;
        try (Region region = Region.open()) {
            spans = Honest.sliceOfSpan(region, List.of(new Span(1, 2), new Span(3, 4)))
                    .iterator();
            spans.next();
        }
        System.out.println(spans.next());
    }

    private void array() {
        ScalarSlice<Long, long[]> numbers;
        try (Region region = Region.open()) {
            numbers = Unruly.sliceOfU32(region, new long[] {1, 2});
        }
        System.out.println(numbers.toPrimitiveArray().length);
    }

    private void elsewhereArray() throws Throwable {
        try (Region region = Region.open()) {
            ScalarSlice<Long, long[]> numbers = Unruly.sliceOfU32(region, new long[] {1, 2});
            elsewhere(() -> numbers.copyTo(new long[2], 0));
        }
    }

    private void reference() {
        Optional<Ref<Span>> first;
        try (Region region = Region.open()) {
            first = honest().first(Honest.sliceOfSpan(region, List.of(new Span(1, 2))));
        }
        System.out.println(first.orElseThrow().get());
    }

    private void element() {
        Note note;
        try (Region region = Region.open()) {
            List<Note> notes = List.of(new Note.Borrowed(region.text("short")));
            note = honest().notes(Honest.sliceOfNote(region, notes)).getFirst();
        }
        System.out.println(note instanceof Note.Borrowed(Text text) ? text.toString() : "");
    }

    private void result() {
        Honest honest = honest();
        try (Region longer = Region.open()) {
            Text text = longer.text("a word");
            Text longest;
            try (Region shorter = Region.open()) {
                longest = honest.longest(text, shorter.text("w"));
            }
            System.out.println(longest);
        }
    }

    private void passed() {
        Text text;
        try (Region region = Region.open()) {
            text = region.text("gone");
        }
        System.out.println(honest().during(text, () -> {}));
    }

    private void allocated() {
        Region region = Region.open();
        region.close();
        System.out.println(region.text("late"));
    }

    private void replaced() {
        Honest honest = honest();
        try (Region longer = Region.open()) {
            Mut<Text> slot = Mut.of(longer.text("long"));
            try (Region shorter = Region.open()) {
                honest.replace(slot, shorter.text("short"));
            }
            System.out.println(slot.get());
        }
    }

    private void kept() {
        List<Note> kept = new ArrayList<>();
        honest().each("one two", kept::add);
        System.out.println(kept.getFirst() instanceof Note.Borrowed(Text text) ? text.toString() : "");
    }

    private void lentObject() {
        List<org.rdylib.conformance.misuse.honest.Counter> kept = new ArrayList<>();
        honest().lend(kept::add);
        System.out.println(kept.getFirst().total());
    }

    private void object() {
        Words words;
        try (Region region = Region.open()) {
            words = honest().words(region.text("one two"));
        }
        System.out.println(words.next());
    }

    private void outOfOrder() {
        Region older = Region.open();
        try (Region younger = Region.open()) {
            older.close();
            System.out.println(younger.text("young"));
        } finally {
            older.close();
        }
    }

    private void closedInside() {
        try (Region region = Region.open()) {
            System.out.println(honest().during(region.text("read meanwhile"), region::close));
        }
    }

    private void leftOpen() {
        Honest honest = honest();
        Region[] left = new Region[1];
        Region region = Region.open();
        honest.lend(counter -> left[0] = Region.open());
        try {
            region.close();
        } finally {
            left[0].close();
            region.close();
        }
    }

    private void closedByCallback() {
        honest().each("one two", note -> {
            ((Note.Borrowed) note).value().region().close();
            return true;
        });
    }

    private void dataOfCallback() {
        honest().each("one two", note -> {
            ((Note.Borrowed) note).value().region().text("too long");
            return true;
        });
    }

    private void bound() {
        Honest honest = honest();
        try (Region longer = Region.open()) {
            Text text = longer.text("long");
            try (Region shorter = Region.open()) {
                System.out.println(honest.prefer(text, shorter.text("short")));
            }
        }
    }

    private void pushed() {
        Honest honest = honest();
        try (Region longer = Region.open()) {
            Words words = honest.words(longer.text("one two"));
            try (Region shorter = Region.open()) {
                words.push(shorter.text("short"));
            }
        }
    }

    private void copied() {
        try (Region longer = Region.open();
                Region shorter = Region.open()) {
            Slice<Note> notes = Honest.sliceOfNote(longer, List.of(new Note.Borrowed(shorter.text("short"))));
            System.out.println(notes.size());
        }
    }

    private void elsewhereRead() throws Throwable {
        try (Region region = Region.open()) {
            Text text = region.text("here");
            elsewhere(() -> System.out.println(text));
        }
    }

    private void elsewherePassed() throws Throwable {
        Honest honest = honest();
        try (Region region = Region.open()) {
            Text text = region.text("here");
            elsewhere(() -> honest.during(text, () -> {}));
        }
    }

    private void elsewhereClosed() throws Throwable {
        try (Region region = Region.open()) {
            elsewhere(region::close);
        }
    }
}
