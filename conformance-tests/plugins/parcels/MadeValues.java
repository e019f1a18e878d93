package org.rdylib.conformance.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.Triple;
import org.rdylib.loader.stub.Making;

/** Values that Java makes and the library frees. */
final class MadeValues extends ParcelsChecks {

    MadeValues(Parcels parcels) {
        super(parcels);
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "what Java makes arrives, and comes back", this::echoes);
        put(checks, "what Java makes is kept by the library", this::kept);
        put(checks, "what Java made is freed where a later argument is refused", this::refusedArguments);
        put(checks, "what Java made is consumed by a call that fails", this::failing);
        checks.put("what is freed twice is freed once", () -> inLevel(2, () -> parcels.freeTwice("once")));
        put(checks, "what Java made is freed on any thread", this::elsewhere);
        put(checks, "what is lent for a call is freed after it", this::lent);
        put(checks, "mutable references to owned values are copied in and out", this::mutable);
    }

    private void echoes() {
        assertThat(parcels.echoString("")).isEmpty();
        assertThat(parcels.echoString("J\u00E4va")).isEqualTo("J\u00E4va");
        assertThat(parcels.echoBoxed(Optional.empty())).isEmpty();
        assertThat(parcels.echoBoxed(Optional.of("a"))).contains("a");
        Lists lists = parcels.echoLists(new Lists(
                new boolean[] {false, true},
                new byte[] {-1},
                new short[] {7},
                new long[] {0xFFFF_FFFFL},
                new int[] {0x10FFFF},
                new long[0],
                new float[] {1.5f},
                new double[] {2.5, -0.0},
                List.of(new Range(-1, 0)),
                List.of(List.of("a"), List.of(), List.of("b", "c")),
                List.of("", "d"),
                Optional.of(9L)));
        assertThat(lists.bools()).containsExactly(false, true);
        assertThat(lists.bytes()).containsExactly(-1);
        assertThat(lists.shorts()).containsExactly(7);
        assertThat(lists.words()).containsExactly(0xFFFF_FFFFL);
        assertThat(lists.chars()).containsExactly(0x10FFFF);
        assertThat(lists.longs()).isEmpty();
        assertThat(lists.floats()).containsExactly(1.5f);
        assertThat(lists.doubles()).containsExactly(2.5, -0.0);
        assertThat(lists.ranges()).containsExactly(new Range(-1, 0));
        assertThat(lists.lines()).containsExactly(List.of("a"), List.of(), List.of("b", "c"));
        assertThat(lists.pair()).containsExactly("", "d");
        assertThat(lists.boxed()).contains(9L);

        Tree tree = new Tree.Node(List.of(
                new Tree.Leaf(1),
                new Tree.Named("n", new Tree.Node(List.of(new Tree.Leaf(2)))),
                new Tree.Node(List.of())));
        Mut<Long> leaves = Mut.of(0L);
        assertThat(parcels.echoTree(tree, leaves)).isEqualTo(new Tree.Named("echo", tree));
        assertThat(leaves.get()).isEqualTo(2);

        try (Region region = Region.open()) {
            List<Event> events = parcels.events(region.text(EventValues.WORDS)).all();
            assertThat(parcels.echoEvents(events))
                    .extracting(EventValues::shown)
                    .isEqualTo(EventValues.SHOWN);
            assertThat(parcels.echoEvents(List.of())).isEmpty();
        }
    }

    private void kept() {
        long made = Making.living();
        assertThat(parcels.kept()).isEmpty();
        parcels.keep("one", List.of("two", "three"), 3);
        assertThat(Making.living()).isEqualTo(made + 5);
        assertThat(parcels.kept()).contains(new Triple<>("one", List.of("two", "three"), 3L));
        assertThat(Making.living()).isEqualTo(made);
        assertThat(parcels.kept()).isEmpty();
    }

    private void refusedArguments() {
        assertThatThrownBy(() -> parcels.keep("one", List.of("two", UNPAIRED), 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parcels.echoTree(
                        new Tree.Node(List.of(
                                new Tree.Named("n", new Tree.Leaf(1)), new Tree.Named("m", new Tree.Leaf(1L << 32)))),
                        Mut.of(0L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Tree::Leaf.0: 4294967296 is no u32");
        assertThatThrownBy(() -> parcels.echoTree(new Tree.Named("n", new Tree.Leaf(1)), Mut.of(-1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(parcels.kept()).as("nothing was called").isEmpty();
    }

    private void failing() {
        assertThatThrownBy(() -> parcels.fail(List.of("a", "b")))
                .isInstanceOf(LibraryFailedException.class)
                .hasMessage("2 strings are of no use");
    }

    private void elsewhere() {
        parcels.dropElsewhere(List.of("a", "b"));
        parcels.dropElsewhere(IntStream.range(0, 1000).mapToObj(String::valueOf).toList());
    }

    private void lent() {
        Tree tree = new Tree.Named("a name", new Tree.Node(List.of(new Tree.Leaf(1), new Tree.Leaf(2))));
        assertThat(parcels.total(List.of("four", "", "five5"), tree)).isEqualTo(11);
        assertThatThrownBy(() -> parcels.total(List.of("four", UNPAIRED), tree))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void mutable() {
        Mut<String> text = Mut.of("text");
        Mut<List<String>> list = Mut.of(List.of("a", "b", "c"));
        parcels.append(text, list);
        assertThat(text.get()).isEqualTo("appended");
        assertThat(list.get()).containsExactly("first", "b");
        parcels.append(text, list);
        assertThat(list.get()).containsExactly("first");
        invalid(Fault.TEXT, "append(text): not UTF-8", () -> parcels.append(text, list));
        parcels.misbehave(Fault.TAG);
        assertThatThrownBy(() -> parcels.append(text, list))
                .isInstanceOf(LibraryFailedException.class)
                .hasMessage("no more");
        assertThatThrownBy(() -> parcels.append(text, Mut.of(List.of("a", UNPAIRED))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
