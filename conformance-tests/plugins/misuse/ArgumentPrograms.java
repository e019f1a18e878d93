package org.rdylib.conformance.misuse;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.rdylib.conformance.misuse.honest.Counter;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.honest.Key;
import org.rdylib.conformance.misuse.honest.Level;
import org.rdylib.conformance.misuse.honest.Span;
import org.rdylib.conformance.misuse.honest.Team;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.Slice;

/** Values that Java passes, and are none. */
final class ArgumentPrograms extends Subject {

    private static final List<Integer> THREE = List.of(1, 2, 3);

    ArgumentPrograms(Libraries libraries) {
        super(libraries);
        add("a number is passed that its type cannot hold", () -> keyed(300, 1, 'x'));
        add("a negative number is passed as one without a sign", () -> keyed(1, -1, 'x'));
        add("a surrogate is passed as a `char`", () -> keyed(1, 1, 0xD800));
        add("a number of more than 128 bits is passed", () -> widened(BigInteger.ONE.shiftLeft(128)));
        add("a negative number is passed as a `u128`", () -> widened(BigInteger.ONE.negate()));
        add("a callback leaves a text of another length", () -> honest().rewrite(Mut.of("four"), t -> t.set("fives")));
        add("too few elements are passed for an array", this::fewElements);
        add("a text with half a character is passed", () -> honest().panic("\uD83D"));
        add("a struct has a text with half a character", () -> honest().join(new Team("\uD83D", List.of())));
        add("a callback answers with half a character", () -> honest().ask(n -> "\uD83D"));
        add("a text with half a character is put into a region", this::halfInRegion);
        add("a C string with a zero in it is made", this::zero);
        add("a list of values of one type is passed as one of another", this::otherElements);
        add("a callback answers with a number that its type cannot hold", () -> honest().apply(n -> -1, 1));
        add("a list is passed whose elements are of another class", this::pollutedList);
        add("a list fails while it is copied", this::failingList);
        add("a list is passed that says other numbers of elements each time", this::lyingList);
        add("an element beyond the end of a list is read", this::beyondEnd);
        add("a list is copied into an array that is too short", this::shortArray);
        add("a list of a region is changed", this::changedSlice);
        add("a part of a text is taken that it has not", () -> sliced(2, 9));
        add("a part of a text is taken that cuts a character in two", () -> sliced(0, 4));
    }

    private void keyed(int small, long wide, int letter) {
        System.out.println(honest().keyed(new Key(Level.LOW, letter, THREE), small, wide));
    }

    private void widened(BigInteger number) {
        System.out.println(honest().widened(number, "four"));
    }

    private void fewElements() {
        System.out.println(honest().keyed(new Key(Level.LOW, 'x', List.of(1, 2)), 1, 1));
    }

    private void halfInRegion() {
        try (Region region = Region.open()) {
            System.out.println(region.text("\uDE00"));
        }
    }

    private void zero() {
        try (Region region = Region.open()) {
            System.out.println(region.cText("one\0two"));
        }
    }

    @SuppressWarnings("unchecked") // which is what the program is about
    private void otherElements() {
        try (Region region = Region.open()) {
            Slice<?> numbers = org.rdylib.conformance.misuse.unruly.Unruly.sliceOfU32(region, new long[] {1, 2});
            System.out.println(honest().tail((Slice<Span>) numbers).size());
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // which is what the program is about
    private void pollutedList() {
        honest().join(new Team("mixed", (List<Counter>) (List) List.of(new OwnCounter(), "no counter")));
    }

    private void failingList() {
        Honest honest = honest();
        honest.join(new Team("failing", new AbstractList<>() {
            @Override
            public Counter get(int index) {
                throw new java.util.ConcurrentModificationException("changed meanwhile");
            }

            @Override
            public int size() {
                return 3;
            }
        }));
    }

    private void lyingList() {
        honest().keyed(
                        new Key(Level.LOW, 'x', new ArrayList<>(THREE) {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public Object[] toArray() {
                                return new Object[] {1, 2, 3, 4};
                            }
                        }),
                        1,
                        1);
    }

    private void beyondEnd() {
        try (Region region = Region.open()) {
            System.out.println(
                    Honest.sliceOfSpan(region, List.of(new Span(1, 2))).get(1));
        }
    }

    private void shortArray() {
        try (Region region = Region.open()) {
            org.rdylib.conformance.misuse.unruly.Unruly.sliceOfU32(region, new long[] {1, 2})
                    .copyTo(new long[2], 1);
        }
    }

    private void changedSlice() {
        try (Region region = Region.open()) {
            Honest.sliceOfSpan(region, List.of(new Span(1, 2))).set(0, new Span(3, 4));
        }
    }

    private void sliced(int from, int to) {
        try (Region region = Region.open()) {
            System.out.println(region.text("caf\u00E9").slice(from, to));
        }
    }
}
