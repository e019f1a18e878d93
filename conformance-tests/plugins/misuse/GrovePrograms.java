package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.groves.Context;
import org.rdylib.conformance.misuse.groves.Groves;
import org.rdylib.conformance.misuse.groves.Log;
import org.rdylib.conformance.misuse.groves.Node;
import org.rdylib.conformance.misuse.groves.Task;
import org.rdylib.conformance.misuse.groves.Tree;
import org.rdylib.conformance.misuse.groves.Walk;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Text;

/** Objects and closures that a library lends, in what it answers with. */
final class GrovePrograms extends Subject {

    GrovePrograms(Libraries libraries) {
        super(libraries);
        add(
                "an object that a library lends is used after what lends it was closed",
                () -> lent((_, tree, root) -> {
                    tree.close();
                    System.out.println(root.number());
                }));
        add(
                "an object that a library lends is used after what lends it was changed",
                () -> lent((groves, tree, root) -> {
                    System.out.println(groves.rootMut(tree).set(8) + root.number());
                }));
        add(
                "an object that a library lends as `&mut` is used after what lends it was",
                () -> alone((groves, tree, root) -> {
                    System.out.println(groves.root(tree).number() + root.number());
                }));
        add("an object that another lends is used after that was changed", this::grown);
        add("an object that a library lends as `&` is changed", () -> lent((_, _, root) -> root.set(8)));
        add(
                "an object that a library lends as `&` is passed as `&mut`",
                () -> lent((groves, _, root) -> groves.raise(root)));
        add("an object that a library lends is given to it", () -> alone((groves, _, root) -> groves.burn(root)));
        add(
                "an opaque value is closed while something keeps an object that it lends",
                () -> watched((_, tree, root) -> {
                    tree.close();
                    System.out.println(root.number());
                }));
        add(
                "an object that a library lends is closed while something keeps it",
                () -> watched((_, _, root) -> root.close()));
        add(
                "an opaque value is used while a call has an object that it lends as `&mut`",
                () -> alone((groves, tree, root) -> System.out.println(
                        groves.during(root, () -> groves.root(tree).number()))));
        add(
                "an object that a library lends is closed while a call has it",
                () -> alone((groves, _, root) -> System.out.println(groves.during(root, () -> {
                    root.close();
                    return 0;
                }))));
        add(
                "an object that a library lends is used on another thread",
                () -> lent((_, _, root) -> elsewhere(() -> System.out.println(root.number()))));
        add(
                "an object that a library lends is used after it was closed",
                () -> lent((_, _, root) -> {
                    root.close();
                    System.out.println(root.number());
                }));
        add(
                "what an object that a library lends has lent is read after that was closed",
                () -> lent((_, _, root) -> {
                    Text name = root.name();
                    root.close();
                    System.out.println(name);
                }));
        add(
                "a closure that a library lends is called after what lends it was changed",
                () -> lent((groves, tree, _) -> {
                    Groves.RuleClosure rule = groves.rule(tree);
                    System.out.println(groves.counter(tree).call() + rule.call(1));
                }));
        add(
                "an object that a callback is lent within a tuple is used after it",
                () -> lent((groves, tree, _) -> {
                    List<Node> left = new ArrayList<>();
                    groves.second(tree, both -> left.add(both.first()) ? 1 : 0);
                    System.out.println(left.getFirst().number());
                }));
        add(
                "an object is closed while something keeps it that was passed it within a struct",
                () -> reported((groves, book) -> {
                    try (Walk reporter = groves.reporter(context(book))) {
                        book.close();
                        System.out.println(reporter.next());
                    }
                }));
        add(
                "an object is used while a call has it as `&mut` within a tuple",
                () -> reported((groves, book) ->
                        System.out.println(groves.reported(new Pair<>(book, 0L), () -> book.note("inside")))));
        add(
                "an object that a library lends as `&` is passed as `&mut` within an enum",
                () -> lent((groves, _, root) -> {
                    System.out.println(groves.perform(new Task.Grow(root, 8)));
                }));
        add(
                "an object is passed within a struct after it was closed",
                () -> reported((groves, book) -> {
                    book.close();
                    System.out.println(groves.report(context(book), "closed"));
                }));
        add(
                "an object comes back within a struct, and is used after it was closed itself",
                () -> reported((groves, book) -> {
                    Context back = groves.back(context(book));
                    book.close();
                    System.out.println(back.log().note("closed"));
                }));
    }

    /** What is done with the root of a tree. */
    private interface Act {
        void on(Groves groves, Tree tree, Node root) throws Throwable;
    }

    private void lent(Act act) throws Throwable {
        Groves groves = libraries.groves();
        try (Tree tree = groves.plant(7)) {
            act.on(groves, tree, groves.root(tree));
        }
    }

    private void alone(Act act) throws Throwable {
        Groves groves = libraries.groves();
        try (Tree tree = groves.plant(7)) {
            act.on(groves, tree, groves.rootMut(tree));
        }
    }

    private void watched(Act act) throws Throwable {
        lent((groves, tree, root) -> {
            try (Walk walk = groves.watch(root)) {
                act.on(groves, tree, root);
                System.out.println(walk.next());
            }
        });
    }

    /** What is done with an object that is passed within others. */
    private interface Report {
        void on(Groves groves, Log book) throws Throwable;
    }

    private void reported(Report report) throws Throwable {
        Groves groves = libraries.groves();
        try (Log book = groves.logbook()) {
            report.on(groves, book);
        }
    }

    private static Context context(Log book) {
        return new Context(book, 0, Optional.empty());
    }

    private void grown() {
        try (Node node = libraries.groves().seedling(1)) {
            node.grow(2);
            Node child = node.child(0).orElseThrow();
            node.grow(3);
            System.out.println(child.number());
        }
    }
}
