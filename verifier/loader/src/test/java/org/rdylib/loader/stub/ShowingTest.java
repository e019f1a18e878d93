package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.Slice;

/** What references and slices into a library's data are as text, wherever these lead: C may make them as it likes. */
class ShowingTest {

    /** {@code Node<'a> {number: i64, left: Option<&'a Node<'a>>, right: Option<&'a Node<'a>>}}. */
    private record Node(long number, Optional<Ref<Node>> left, Optional<Ref<Node>> right) {
        static final long SIZE = 24;

        static Node read(long at) {
            return new Node(Memory.getLong(at), to(Memory.getLong(at + 8)), to(Memory.getLong(at + 16)));
        }

        static Optional<Ref<Node>> to(long address) {
            return address == 0
                    ? Optional.empty()
                    : Optional.of(Views.ref(Region.forever(), address, 8, Node::read, "here", "Node"));
        }
    }

    /** {@code Tree<'a> {number: i64, children: &'a [Tree<'a>]}}. */
    private record Tree(long number, Slice<Tree> children) {
        static final long SIZE = 24;

        static Tree read(long start, long index) {
            long at = start + index * SIZE;
            return new Tree(Memory.getLong(at), of(Memory.getLong(at + 8), Memory.getLong(at + 16)));
        }

        static Slice<Tree> of(long address, long length) {
            return Views.slice(Region.forever(), address, length, SIZE, 8, Tree::read, "here", "Tree");
        }
    }

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void free() {
        arena.close();
    }

    private long words(long... words) {
        long at = arena.allocate(8L * words.length, 8).address();
        for (int i = 0; i < words.length; i++) {
            Memory.putLong(at + 8L * i, words[i]);
        }
        return at;
    }

    /** Nodes in a row, of which each refers to the next. */
    private long nodes(int count, boolean bothWays) {
        MemorySegment all = arena.allocate(count * Node.SIZE, 8);
        for (int i = 0; i < count; i++) {
            long at = all.address() + i * Node.SIZE;
            long next = i + 1 == count ? 0 : at + Node.SIZE;
            Memory.putLong(at, i);
            Memory.putLong(at + 8, next);
            Memory.putLong(at + 16, bothWays ? next : 0);
        }
        return all.address();
    }

    private static String show(long node) {
        return Node.to(node).orElseThrow().toString();
    }

    @Test
    void whatRefersToItselfIsShownOnce() {
        long node = words(7, 0, 0);
        Memory.putLong(node + 8, node);
        assertThat(show(node)).isEqualTo("&Node[number=7, left=Optional[&...], right=Optional.empty]");
        assertThat(Node.read(node))
                .hasToString("Node[number=7, left=Optional[&Node[number=7, left=Optional[&...], right=Optional.empty]],"
                        + " right=Optional.empty]");
        assertThat(show(node)).as("again").doesNotStartWith("&...").contains("number=7");
    }

    @Test
    void whatIsThereTwiceButNotWithinItselfIsShownTwice() {
        long leaf = words(1, 0, 0);
        assertThat(show(words(2, leaf, leaf)))
                .isEqualTo("&Node[number=2,"
                        + " left=Optional[&Node[number=1, left=Optional.empty, right=Optional.empty]],"
                        + " right=Optional[&Node[number=1, left=Optional.empty, right=Optional.empty]]]");
    }

    @Test
    void aSliceThatIsWithinItselfIsShownOnce() {
        long tree = words(3, 0, 1);
        Memory.putLong(tree + 8, tree);
        assertThat(Tree.of(tree, 1)).hasToString("[Tree[number=3, children=[...]]]");
    }

    @Test
    void aChainOfAnyLengthAndAnyNumberOfWaysHaveAnEnd() {
        assertThat(show(nodes(100_000, false))).contains("number=15,").doesNotContain("number=16,");
        assertThat(show(nodes(100, true))).contains("number=15,").hasSizeBetween(10_000, 100_000);
    }

    @Test
    void allElementsOfASliceAreShownWhateverStandsInThem() {
        long leaf = words(9, 8, 0);
        long[] words = LongStream.range(0, 5_000)
                .flatMap(i -> LongStream.of(i, leaf, 1))
                .toArray();
        String shown = IntStream.range(0, 5_000)
                .mapToObj(i -> "Tree[number=" + i + ", children="
                        + (i < 1_000 ? "[Tree[number=9, children=[]]]" : "[...]") + "]")
                .toList()
                .toString();
        assertThat(Tree.of(words(words), 5_000)).hasToString(shown);
    }

    @Test
    void whatCannotBeReadIsThrownAndForgotten() {
        long bad = words(1, 3, 0);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> show(bad)).isInstanceOf(InvalidValueException.class);
        }
        assertThat(show(nodes(2, false))).contains("number=1,");
    }

    @Test
    void aReferenceIsEqualToNoOtherSoThatAValueThatRefersToItselfHasAHash() {
        long node = words(7, 0, 0);
        Memory.putLong(node + 8, node);
        Node read = Node.read(node);
        assertThat(read).isEqualTo(new Node(7, read.left(), Optional.empty())).isNotEqualTo(Node.read(node));
        assertThat(read.hashCode()).isEqualTo(new Node(7, read.left(), Optional.empty()).hashCode());
        assertThat(List.of(read)).contains(read);
    }

    /** Slices of one tree each, of which the children are the next, and those of the last the first. */
    private Slice<Tree> ring(long... numbers) {
        MemorySegment all = arena.allocate(numbers.length * Tree.SIZE, 8);
        for (int i = 0; i < numbers.length; i++) {
            long at = all.address() + i * Tree.SIZE;
            Memory.putLong(at, numbers[i]);
            Memory.putLong(at + 8, all.address() + (i + 1) % numbers.length * Tree.SIZE);
            Memory.putLong(at + 16, 1);
        }
        return Tree.of(all.address(), 1);
    }

    @Test
    void slicesWithinThemselvesAreEqualWhereTheyDifferNowhere() {
        Slice<Tree> one = ring(3);
        for (Slice<Tree> alike : List.of(ring(3), ring(3, 3), ring(3, 3, 3))) {
            assertThat(one.equals(alike)).isTrue();
            assertThat(alike.equals(one)).isTrue();
            assertThat(List.copyOf(alike).equals(one)).isTrue();
        }
        assertThat(ring(3, 4, 3, 4).equals(ring(3, 4))).isTrue();
        for (Slice<Tree> other : List.of(ring(4), ring(3, 4), ring(3, 3, 3, 3, 4), Tree.of(words(3, 8, 0), 1))) {
            assertThat(one.equals(other)).isFalse();
            assertThat(other.equals(one)).isFalse();
        }
    }

    @Test
    void aSliceWithinItselfHasNoHash() {
        Slice<Tree> one = ring(3, 4);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(one::hashCode)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("a slice of `Tree` that is within itself has no hash");
        }
        long leaf = words(1, 8, 0);
        Slice<Tree> twice = Tree.of(words(5, leaf, 1, 6, leaf, 1), 2);
        assertThat(twice.hashCode()).isEqualTo(List.copyOf(twice).hashCode());
    }

    @Test
    void aSliceThatIsThereByManyWaysIsLookedAtOnce() {
        long last = words(1, 8, 0, 2, 8, 0);
        long other = words(1, 8, 0, 2, 8, 0);
        for (int i = 0; i < 60; i++) {
            last = words(1, last, 2, 2, last, 2);
            other = words(1, other, 2, 2, other, 2);
        }
        Slice<Tree> one = Tree.of(last, 2);
        Slice<Tree> same = Tree.of(other, 2);
        assertThat(one.equals(same)).isTrue();
        assertThat(one.hashCode()).isEqualTo(same.hashCode());
    }

    @Test
    void whatCannotBeReadWhileItIsComparedIsThrownAndForgotten() {
        Slice<Tree> bad = Tree.of(words(1, 3, 1), 1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> bad.equals(ring(1))).isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(bad::hashCode).isInstanceOf(InvalidValueException.class);
        }
        assertThat(ring(1).equals(ring(2))).isFalse();
    }
}
