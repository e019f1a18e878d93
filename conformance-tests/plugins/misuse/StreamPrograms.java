package org.rdylib.conformance.misuse;

import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.streams.Both;
import org.rdylib.conformance.misuse.streams.Request;
import org.rdylib.conformance.misuse.streams.Rest;
import org.rdylib.conformance.misuse.streams.Sink;
import org.rdylib.conformance.misuse.streams.Span;
import org.rdylib.conformance.misuse.streams.Streams;
import org.rdylib.conformance.misuse.streams.Two;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;

/** What is lent as {@code &mut} within structs, enums, tuples and arrays. */
final class StreamPrograms extends Subject {

    private final byte[] array = new byte[8];
    private final Mut<byte[]> place = Mut.of(array);

    StreamPrograms(Libraries libraries) {
        super(libraries);
        add("one place is lent twice in structs", () -> lentIn(two -> new Both(two, Optional.of(two), marks())));
        add(
                "one array is lent twice in structs, in two places",
                () -> lentIn(two -> new Both(two, Optional.of(new Request(two.input(), Mut.of(array))), marks())));
        add("one place is lent twice in an array", () -> {
            Mut<Boolean> mark = Mut.of(false);
            lentIn(one -> new Both(one, Optional.empty(), List.of(mark, mark)));
        });
        add("an array is lent in a tuple, and passed as `&`", () -> mix(array, new byte[8]));
        add("an array is lent in a tuple, and passed as `&mut`", () -> mix(new byte[8], array));
        add("a struct is passed inside the call that what is in it is lent to", this::passedInside);
        add("an array is passed as `&` inside the call that it is lent to in a struct", this::sharedInside);
        add("a place is read inside the call that it is lent to in a struct", () -> during(place::get));
        add(
                "a place is changed by another thread during the call that it is lent to in a struct",
                this::changedElsewhere);
        add("a struct is passed of which a part was closed with its region", this::closed);
        addOfC("a library leaves a `&mut` to its own memory in a struct", () -> left(3));
        addOfC("a library leaves a longer `&mut` than it was lent in a struct", () -> left(4));
        addOfC("a library leaves two `&mut` to the same bytes in a struct", () -> left(5));
        addOfC("a library leaves one `&mut` twice in a struct", () -> left(6));
        addOfC("a library leaves a `&mut` that is not aligned in a struct", () -> left(7));
        addOfC("a library leaves a `&mut` to null in a struct", () -> left(8));
        addOfC("a library leaves a `&mut` to what was lent as another type in a struct", () -> left(10));
        addOfC("a library leaves a `&mut` that no memory holds in a struct", () -> left(11));
        add("a part of an array and all of it are lent in one call", this::partAndWhole);
        addOfC("a library leaves no text in a place of an enum", this::noText);
    }

    private Streams streams() {
        return libraries.streams();
    }

    private static List<Mut<Boolean>> marks() {
        return List.of(Mut.of(false), Mut.of(false));
    }

    /** Makes something of a struct that lends the place. */
    private interface Lending {
        Both of(Request request);
    }

    private Request request(Region region) {
        return new Request(Streams.sliceOfU8(region, new byte[] {1, 2, 2}), place);
    }

    private void lentIn(Lending lending) {
        try (Region region = Region.open()) {
            streams().twice(lending.of(request(region)));
        }
    }

    private void mix(byte[] from, byte[] to) {
        streams().mix(from, new Pair<>(place, 1), to);
    }

    private void during(Runnable inside) {
        try (Region region = Region.open()) {
            streams().during(request(region), inside::run);
        }
    }

    private void passedInside() {
        Streams streams = streams();
        try (Region region = Region.open()) {
            Request request = request(region);
            streams.during(request, () -> streams.pack(request));
        }
    }

    private void sharedInside() {
        Streams streams = streams();
        try (Region region = Region.open()) {
            streams.during(request(region), () -> streams.mix(array, new Pair<>(Mut.of(new byte[8]), 1), new byte[8]));
        }
    }

    private void changedElsewhere() throws Throwable {
        during(wait -> during(wait), () -> place.set(new byte[1]));
    }

    private void closed() {
        Region region = Region.open();
        Request request = request(region);
        region.close();
        streams().pack(request);
    }

    private void left(int how) {
        Span span = new Span(1, 1);
        streams()
                .rearrange(
                        Optional.of(Mut.of(
                                new Two(Mut.of(new int[] {1, 2, 3}), Optional.empty(), Mut.of(span), Mut.of(span)))),
                        how);
    }

    private void partAndWhole() {
        Streams streams = streams();
        Mut<Rest> rest = Mut.of(new Rest(place));
        streams.put(rest, new byte[] {1});
        streams.mix(new byte[2], new Pair<>(rest.get().rest(), 1), array);
    }

    private void noText() {
        streams().write("ab", new Sink.Over(Mut.of("\uD83D\uDE00")));
    }
}
