package org.rdylib.conformance.groves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;
import org.rdylib.loader.Triple;

/** A library lends its objects and closures, by themselves and in what it answers with. */
public final class GrovesDriver implements PluginChecks {

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Groves groves = Groves.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a function lends an object", () -> lent(groves));
        checks.put("it may be changed where it is lent alone", () -> alone(groves));
        checks.put("what is lent ends with the next use that conflicts", () -> ended(groves));
        checks.put("it ends with what lends it", () -> closed(groves));
        checks.put("an object of Java's lends its own", () -> children(groves));
        checks.put("what is lent lends in turn", () -> chain(groves));
        checks.put("objects are lent in results, tuples and lists", () -> within(groves));
        checks.put("objects and closures are lent in structs and enums", () -> inStructs(groves));
        checks.put("what is made of what is lent is dropped first", () -> made(groves));
        checks.put("what is made of it keeps it", () -> kept(groves));
        checks.put("what is lent is passed on", () -> passed(groves));
        checks.put("to close it gives it back, and nothing else", () -> givenBack(groves));
        checks.put("what is there for ever is used on other threads", () -> forEver(groves));
        checks.put("closures are lent", () -> closures(groves));
        checks.put("an object of Java's comes back, and is Java's alone again once that is closed", () -> same(groves));
        checks.putAll(new WithinChecks(groves).all());
        checks.put("a callback is lent objects within a tuple", () -> second(groves));
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            HostAccounts ofJava = new HostAccounts();
            check.call();
            assertThat(groves.living()).as("what the library has made").isZero();
            ofJava.assertLevel();
        }));
        return accounted;
    }

    /** A tree with a root of the first number, and children of the others. */
    private static Tree tree(Groves groves, long root, long... children) {
        Tree tree = groves.plant(root);
        Node node = groves.rootMut(tree);
        for (long child : children) {
            assertThat(node.grow(child).number()).isEqualTo(child);
        }
        return tree;
    }

    private static void refused(ThrowingCallable use) {
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(use);
    }

    private static List<Long> numbers(Walk walk) {
        return Stream.generate(walk::next)
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }

    private static void lent(Groves groves) {
        try (Tree tree = groves.plant(7)) {
            Node root = groves.root(tree);
            Node again = groves.root(tree);
            assertThat(root.number()).isEqualTo(7);
            assertThat(again.name()).hasToString("node 7");
            assertThat(groves.sum(root) + groves.sum(again)).isEqualTo(14);
            assertThatExceptionOfType(ObjectSharedException.class).isThrownBy(() -> root.set(8));
            assertThatExceptionOfType(ObjectSharedException.class).isThrownBy(() -> groves.raise(root));
            assertThat(root.number()).isEqualTo(7);
        }
    }

    private static void alone(Groves groves) {
        try (Tree tree = groves.plant(7)) {
            Node root = groves.rootMut(tree);
            assertThat(root.set(8)).isEqualTo(7);
            assertThat(groves.raise(root)).isEqualTo(9);
            assertThat(root.number()).isEqualTo(9);
            assertThat(groves.root(tree).number()).isEqualTo(9);
        }
    }

    private static void ended(Groves groves) {
        try (Tree tree = tree(groves, 7, 8)) {
            Node shared = groves.root(tree);
            Text name = shared.name();
            Node alone = groves.rootMut(tree);
            refused(shared::number);
            refused(name::toString);
            Node child = alone.childMut(0).orElseThrow();
            child.set(9);
            // It is another of the library's then: all of them move.
            assertThat(alone.grow(10).number()).isEqualTo(10);
            refused(child::number);
            try (Walk walk = alone.walk()) {
                assertThat(numbers(walk)).containsExactly(9L, 10L);
            }
            assertThat(groves.sum(groves.root(tree))).isEqualTo(7 + 9 + 10);
            refused(alone::number);
        }
    }

    private static void closed(Groves groves) {
        Tree tree = tree(groves, 7, 8);
        Node root = groves.root(tree);
        Node child = root.child(0).orElseThrow();
        tree.close();
        refused(root::number);
        refused(child::number);
        refused(() -> groves.sum(root));
        root.close();
    }

    private static void children(Groves groves) {
        Node node = groves.seedling(1);
        Node two = node.grow(2);
        assertThat(two.set(3)).isEqualTo(2);
        Node three = node.grow(3);
        refused(two::number);
        three.grow(4);
        Node first = node.child(0).orElseThrow();
        refused(three::number);
        Node second = node.child(1).orElseThrow();
        assertThat(first.number() + second.number()).isEqualTo(6);
        assertThat(node.child(2)).isEmpty();
        assertThat(node.childMut(2)).isEmpty();
        refused(first::number);
        Node closed = node.child(0).orElseThrow();
        node.close();
        refused(closed::number);
    }

    private static void chain(Groves groves) {
        try (Tree tree = groves.plant(1)) {
            groves.rootMut(tree).grow(2).grow(3).grow(4);
            Node four = groves.root(tree)
                    .child(0)
                    .flatMap(two -> two.child(0))
                    .flatMap(three -> three.child(0))
                    .orElseThrow();
            Text name = four.name();
            assertThat(name).hasToString("node 4");
            Node changed = groves.rootMut(tree)
                    .childMut(0)
                    .flatMap(two -> two.childMut(0))
                    .orElseThrow();
            refused(four::number);
            refused(name::toString);
            assertThat(changed.set(5)).isEqualTo(3);
            assertThat(groves.sum(groves.root(tree))).isEqualTo(1 + 2 + 5 + 4);
        }
    }

    private static void within(Groves groves) {
        try (Tree tree = tree(groves, 1, 2, 3)) {
            assertThat(groves.find(tree, 3))
                    .isInstanceOfSatisfying(
                            Result.Ok.class,
                            ok -> assertThat(((Node) ok.value()).name()).hasToString("node 3"));
            assertThat(groves.find(tree, 4)).isEqualTo(Result.err(Fault.MISSING));
            Triple<Node, Long, Optional<Node>> ends = groves.ends(tree);
            assertThat(ends.first().number()).isEqualTo(1);
            assertThat(ends.second()).isEqualTo(2);
            assertThat(ends.third()).map(Node::number).contains(3L);
            List<Node> all = groves.all(tree);
            assertThat(all).extracting(Node::number).containsExactly(1L, 2L, 3L);
            groves.rootMut(tree);
            all.forEach(node -> refused(node::number));
            refused(ends.first()::number);
        }
        try (Tree bare = groves.plant(1)) {
            assertThat(groves.ends(bare).third()).isEmpty();
        }
    }

    private static void inStructs(Groves groves) {
        try (Tree tree = tree(groves, 1, 2, 3)) {
            Mark mark = groves.mark(tree);
            assertThat(mark.node().number()).isEqualTo(1);
            assertThat(mark.rule().call(4)).isEqualTo(5);
            assertThat(mark.depth()).isZero();
            assertThat(groves.marked(tree, inside -> inside.rule().call(groves.sum(inside.node()))))
                    .isEqualTo(1 + 6);
            assertThat(groves.search(tree, 4)).isEqualTo(new Found.Nothing());
            refused(mark.node()::number);
            refused(() -> mark.rule().call(4));
            if (groves.search(tree, 3) instanceof Found.Child(Node node, long index)) {
                assertThat(index).isEqualTo(1);
                assertThat(node.set(5)).isEqualTo(3);
                assertThat(groves.search(tree, 1)).isInstanceOf(Found.Root.class);
                refused(node::number);
            }
            assertThat(groves.sum(groves.root(tree))).isEqualTo(1 + 2 + 5);
        }
    }

    private static void made(Groves groves) {
        try (Node node = groves.seedling(1)) {
            node.grow(2).grow(3);
            Walk walk = node.child(0).orElseThrow().walk();
            assertThat(walk.next()).contains(3L);
            assertThat(groves.living()).isEqualTo(4);
            node.set(4);
            assertThat(groves.living()).isEqualTo(3);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(walk::next);
            node.child(0).orElseThrow().walk();
        }
        assertThat(groves.living()).isZero();
        try (Tree tree = tree(groves, 1, 2)) {
            Node root = groves.root(tree);
            try (Walk walk = root.walk()) {
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> groves.rootMut(tree));
                assertThat(walk.next()).contains(2L);
            }
            assertThat(groves.rootMut(tree).number()).isEqualTo(1);
        }
    }

    private static void kept(Groves groves) {
        try (Tree tree = tree(groves, 1, 2)) {
            Node root = groves.root(tree);
            Node child = root.child(0).orElseThrow();
            try (Walk watch = groves.watch(child)) {
                assertThat(watch.next()).contains(2L);
                assertThat(root.number()).isEqualTo(1);
                assertThat(watch.next()).contains(2L);
            }
        }
    }

    private static void passed(Groves groves) {
        try (Tree tree = tree(groves, 1, 2);
                Node other = groves.seedling(5)) {
            Node alone = groves.rootMut(tree).childMut(0).orElseThrow();
            assertThat(groves.raise(alone)).isEqualTo(3);
            assertThat(groves.sum(alone)).isEqualTo(3);
            assertThat(groves.sum(other)).isEqualTo(5);
            assertThat(groves.raise(other.grow(6))).isEqualTo(7);
            assertThat(groves.sum(other)).isEqualTo(12);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> groves.during(alone, alone::number));
            assertThat(groves.during(alone, other::number)).isEqualTo(5);
            assertThatExceptionOfType(ObjectSharedException.class).isThrownBy(() -> groves.burn(alone));
            groves.burn(other);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(other::number);
        }
    }

    private static void givenBack(Groves groves) {
        try (Tree tree = tree(groves, 1, 2)) {
            Node root = groves.root(tree);
            Node child = root.child(0).orElseThrow();
            root.close();
            root.close();
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(root::number);
            refused(child::number);
            assertThat(groves.root(tree).number()).isEqualTo(1);
            assertThat(groves.living()).isEqualTo(3);
        }
    }

    private static void forEver(Groves groves) throws Throwable {
        Node first = groves.first();
        assertThat(first.number()).isEqualTo(1);
        List<Long> elsewhere = new ArrayList<>();
        OtherThread.run(() -> elsewhere.add(first.number()));
        assertThat(elsewhere).containsExactly(1L);
        assertThat(groves.sum(first)).isEqualTo(1);
        try (Tree tree = groves.plant(2)) {
            assertThat(groves.fixed(tree).number()).isEqualTo(2);
        }
    }

    private static void closures(Groves groves) {
        try (Tree tree = groves.plant(5)) {
            Groves.RuleClosure rule = groves.rule(tree);
            assertThat(rule.call(2)).isEqualTo(7);
            assertThat(groves.rule(tree).call(rule.call(1))).isEqualTo(11);
            Groves.CounterClosure counter = groves.counter(tree);
            refused(() -> rule.call(2));
            assertThat(counter.call()).isEqualTo(1);
            assertThat(counter.call()).isEqualTo(2);
            Groves.CounterClosure other = groves.counter(tree);
            refused(counter::call);
            assertThat(other.call()).isEqualTo(3);
        }
    }

    private static void same(Groves groves) {
        List<String> notes = new ArrayList<>();
        Log log = new Notes(notes);
        try (Log one = groves.same(log);
                Log other = groves.same(one)) {
            assertThat(one.note("a")).isEqualTo(1);
            assertThat(other.note("b")).isEqualTo(2);
        }
        assertThat(notes).containsExactly("a", "b");
    }

    private static void second(Groves groves) {
        try (Tree tree = tree(groves, 3, 4)) {
            List<Node> left = new ArrayList<>();
            assertThat(groves.second(tree, both -> {
                        left.add(both.first());
                        both.second().ifPresent(left::add);
                        return groves.sum(both.first())
                                + both.second().orElseThrow().number();
                    }))
                    .isEqualTo(3 + 4 + 4);
            assertThat(left).hasSize(2).allSatisfy(node -> refused(node::number));
        }
    }
}
