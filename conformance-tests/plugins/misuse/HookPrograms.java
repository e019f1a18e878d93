package org.rdylib.conformance.misuse;

import org.rdylib.conformance.misuse.hooks.Dial;
import org.rdylib.conformance.misuse.hooks.Hooks;
import org.rdylib.conformance.misuse.hooks.Order;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** Objects and functions of Java's that are called as C calls its own, which cannot say that they have failed. */
final class HookPrograms extends Subject {

    HookPrograms(Libraries libraries) {
        super(libraries);
        add("a plain method of a Java object throws", this::throwing);
        add("a plain function of Java's throws", this::throwingFunction);
        addOfC("a plain `&mut self` method of a Java object is entered again", this::entered);
        addOfC("a plain method is called after the call that lent the object", this::stale);
        addOfC("a plain function of Java's is called after its lifetime has ended", this::outlived);
        add("plain methods and calls recur without end", this::endless);
        add("plain functions and calls recur without end", this::endlessFunction);
        add("a plain method that calls is called where little stack is left", this::deepMethod);
        add("a plain function that calls is called where little stack is left", this::deepFunction);
        add("a library is closed inside a plain method of a Java object", this::closed);
    }

    private Hooks hooks() {
        return libraries.hooks(Unload.NEVER);
    }

    /** What it does when it is turned. */
    private record Turning(Runnable act) implements Dial {
        @Override
        public long read() {
            return 1;
        }

        @Override
        public void turn(long by) {
            act.run();
        }

        @Override
        public String name() {
            return "turning";
        }

        @Override
        public Order compare(String one, String other) {
            return Order.SAME;
        }

        @Override
        public boolean take(String text, Dial inner) {
            inner.close();
            return true;
        }

        @Override
        public long spare(long n) {
            return n;
        }

        @Override
        public long end() {
            return 2;
        }

        @Override
        public void close() {}
    }

    private void throwing() {
        System.out.println(hooks().turn(
                        new Turning(() -> {
                            throw new IllegalStateException("by a plain method");
                        }),
                        1));
    }

    private void throwingFunction() {
        Hooks.RepeatF f = _ -> {
            throw new IllegalStateException("by a plain function");
        };
        System.out.println(hooks().repeat(f, 2));
    }

    private void entered() {
        Hooks hooks = hooks();
        System.out.println(hooks.turn(new Turning(hooks::borrowed), 1));
    }

    private void stale() {
        Hooks hooks = hooks();
        if (hooks.turn(new Turning(() -> {}), 1).first() == 1) {
            System.out.println(hooks.borrowed());
        }
    }

    /** A function that borrows from a region. */
    private record Borrowing(Region region) implements Hooks.HoldF, Bounded {
        @Override
        public long call(long n) {
            return n;
        }
    }

    private void outlived() {
        Hooks hooks = hooks();
        try (Region region = Region.open()) {
            hooks.hold("text", new Borrowing(region));
            if (hooks.held(5, true) != 5) {
                return;
            }
        }
        System.out.println(hooks.held(5, false));
    }

    private void deepMethod() {
        Hooks hooks = hooks();
        Turning inner = new Turning(() -> {});
        Turning outer = new Turning(() -> hooks.turn(inner, 1));
        StackPrograms.deepening(() -> hooks.turn(outer, 1));
    }

    private void deepFunction() {
        Hooks hooks = hooks();
        Hooks.RepeatF inner = n -> n;
        Hooks.RepeatF outer = n -> hooks.repeat(inner, n);
        StackPrograms.deepening(() -> hooks.repeat(outer, 1));
    }

    private void endless() {
        System.out.println(hooks().turn(turningAgain(hooks()), 1));
    }

    private static Turning turningAgain(Hooks hooks) {
        return new Turning(() -> hooks.turn(turningAgain(hooks), 1));
    }

    private void endlessFunction() {
        Hooks hooks = hooks();
        Hooks.RepeatF f = new Hooks.RepeatF() {
            @Override
            public long call(long n) {
                return hooks.repeat(this, 1);
            }
        };
        System.out.println(hooks.repeat(f, 1));
    }

    private void closed() {
        Hooks hooks = libraries.hooks(Unload.ALLOWED);
        System.out.println(hooks.turn(new Turning(hooks::close), 1));
    }
}
