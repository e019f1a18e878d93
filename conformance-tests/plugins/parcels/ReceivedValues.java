package org.rdylib.conformance.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Result;

/** Values that the library made and Java copies out. */
final class ReceivedValues extends ParcelsChecks {

    ReceivedValues(Parcels parcels) {
        super(parcels);
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "results of one part are copied out", this::simple);
        put(checks, "what is invalid in them is an exception", this::simpleFaults);
        put(checks, "structs of lists are copied out", this::lists);
        put(checks, "what is invalid in the middle of a struct is an exception", this::listFaults);
        put(checks, "enums that contain themselves are copied out", this::trees);
    }

    private void simple() {
        long freed = parcels.account().freed();
        assertThat(parcels.string(0)).isEmpty();
        assertThat(parcels.string(20_000)).hasSize(20_000).matches("x*");
        assertThat(parcels.plainString()).isEqualTo("plain");
        List<Optional<String>> both = List.of(parcels.boxedStr(), parcels.boxedStr());
        assertThat(both).containsExactlyInAnyOrder(Optional.of("sealed"), Optional.empty());
        assertThat(parcels.boxed(-1)).isEqualTo(-1);
        assertThat(parcels.bytes(0)).isEmpty();
        assertThat(parcels.bytes(257)).hasSize(257).endsWith(254, 255, 0);
        assertThat(parcels.lines(2)).isEqualTo(Result.ok(List.of("line 0", "line 1")));
        assertThat(parcels.lines(0)).isEqualTo(Result.err("no lines"));
        assertThat(parcels.account().freed()).isEqualTo(freed + 11);
    }

    private void simpleFaults() {
        invalid(Fault.TEXT, "string(): not UTF-8 at byte 4 of 5", () -> parcels.string(5));
        invalid(Fault.LENGTH, "string(): a length of 9 and a capacity of 8", () -> parcels.string(5));
        invalid(Fault.NULL_DATA, "string(): a text with a null address", () -> parcels.string(5));
        invalid(Fault.NULL_FREE, "string(): an owned value without a function to free it", () -> parcels.string(5));
        invalid(Fault.TEXT, "plain_string(): not UTF-8", () -> parcels.plainString());
        invalid(Fault.NULL_DATA, "boxed(): a null reference", () -> parcels.boxed(1));
        invalid(Fault.NULL_FREE, "boxed(): an owned value without", () -> parcels.boxed(1));
        invalid(Fault.TEXT, "lines(): not UTF-8 at byte 5 of 6", () -> parcels.lines(5));
        invalid(Fault.NULL_DATA, "lines(): a text with a null address", () -> parcels.lines(5));
        invalid(Fault.NULL_FREE, "lines(): an owned value without", () -> parcels.lines(5));
        invalid(Fault.TAG, "lines(): 7 is no variant of Result", () -> parcels.lines(5));
    }

    private void lists() {
        Lists lists = parcels.lists();
        assertThat(lists.bools()).containsExactly(true, false);
        assertThat(lists.bytes()).isEmpty();
        assertThat(lists.shorts()).containsExactly(-1, 0, 32_767);
        assertThat(lists.words()).containsExactly(4_000_000_000L);
        assertThat(lists.chars()).containsExactly('a', 0x1F600);
        assertThat(lists.longs()).containsExactly(Long.MIN_VALUE);
        assertThat(lists.floats()).containsExactly(0.5f);
        assertThat(lists.doubles()).containsExactly(-0.25);
        assertThat(lists.ranges()).containsExactly(new Range(1, 2), new Range(3, 4));
        assertThat(lists.lines()).containsExactly(List.of(), List.of("line 0", "line 1", "line 2"));
        assertThat(lists.pair()).containsExactly("left", "");
        assertThat(lists.boxed()).contains(7L);
    }

    private void listFaults() {
        invalid(Fault.TAG, "Lists.bools: 2 is no bool", () -> parcels.lists());
        invalid(Fault.TEXT, "Lists.chars: 0xd800 is no char", () -> parcels.lists());
        invalid(Fault.LENGTH, "Lists.lines: a length of 9 and a capacity of 8", () -> parcels.lists());
    }

    private void trees() {
        assertThat(parcels.tree(0)).isEqualTo(new Tree.Leaf(5));
        assertThat(parcels.tree(3))
                .hasToString("Node[value=[Leaf[value=5], Named[name=branch, tree=Node[value=[Leaf[value=5],"
                        + " Leaf[value=5]]]]]]");
        invalid(Fault.TAG, "Tree: 77 is no variant of Tree", () -> parcels.tree(6));
    }
}
