package org.rdylib.conformance.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Pair;
import org.rdylib.verifier.Unload;

/** A host whose objects and functions are called as C calls its own: what they throw, the call around them throws. */
public final class HooksDriver implements PluginChecks {

    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        Hooks hooks = Hooks.load(library, Unload.ALLOWED);
        checks.put("a dial of Java's is read and turned", () -> turned(hooks));
        checks.put("it answers with an enum, or lacks a method", () -> compared(hooks));
        checks.put("it is given a text and a dial of either side", () -> handed(hooks));
        checks.put("it is consumed", () -> ended(hooks));
        checks.put("what it throws is thrown once the library has returned", () -> throwing(hooks));
        checks.put("once one has failed no other is called", () -> skipped(hooks));
        checks.put("one that is consumed is dropped if it is not called", () -> endedTooLate(hooks));
        checks.put("what is given to one that throws, or is not called, is freed", () -> handedInVain(hooks));
        checks.put("what it does may lead back to it", () -> entered(hooks));
        checks.put("one that is kept is called on the library's threads", () -> kept(hooks));
        checks.put("what it throws there is told to the thread's handler", () -> abandoned(hooks));
        checks.put("a dial of the library's passes through Java as it is", () -> librarys(hooks));
        checks.put("where the stack ends nothing crashes", () -> withoutStack(hooks));
        checks.putAll(new FunctionChecks(hooks).all());
        checks.replaceAll((_, check) -> level(hooks, check));
        return checks;
    }

    private static ThrowingCallable level(Hooks hooks, ThrowingCallable check) {
        return () -> {
            HostAccounts accounts = new HostAccounts();
            check.call();
            accounts.assertLevel();
            assertThat(hooks.living()).as("what the library has made").isZero();
        };
    }

    private static class Own implements Dial {
        long at;
        int turned;
        int ended;
        int closed;

        Own(long at) {
            this.at = at;
        }

        @Override
        public long read() {
            return at;
        }

        @Override
        public void turn(long by) {
            turned++;
            at += by;
        }

        @Override
        public String name() {
            return "dial " + at;
        }

        @Override
        public Order compare(String one, String other) {
            int compared = one.compareTo(other);
            return compared < 0 ? Order.LESS : compared > 0 ? Order.MORE : Order.SAME;
        }

        @Override
        public boolean take(String text, Dial inner) {
            at += text.length() + inner.end();
            return at > 10;
        }

        @Override
        public boolean hasSpare() {
            return at % 2 == 0;
        }

        @Override
        public long spare(long n) {
            return n * at;
        }

        @Override
        public long end() {
            ended++;
            return at;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static void turned(Hooks hooks) {
        Own own = new Own(4_000_000_000L);
        assertThat(hooks.turn(own, 5)).isEqualTo(new Pair<>(4_000_000_000L, 4_000_000_005L));
        assertThat(hooks.named(own)).isEqualTo("dial 4000000005");
        assertThat(own.closed).isZero();
    }

    private static void compared(Hooks hooks) {
        Own own = new Own(6);
        assertThat(hooks.compare(own, "a", "b")).isEqualTo(Order.LESS);
        assertThat(hooks.compare(own, "b", "a")).isEqualTo(Order.MORE);
        assertThat(hooks.compare(own, "a", "a")).isEqualTo(Order.SAME);
        assertThat(hooks.spare(own, 7)).contains(42L);
        own.at = 7;
        assertThat(hooks.spare(own, 7)).isEmpty();
    }

    private static void handed(Hooks hooks) {
        Own own = new Own(1);
        Own inner = new Own(2);
        assertThat(hooks.hand(own, inner)).isFalse();
        assertThat(own.at).isEqualTo(1 + 5 + 2);
        assertThat(hooks.hand(own, hooks.dial(30))).isTrue();
        assertThat(own.at).isEqualTo(8 + 5 + 30);
        try (Dial theirs = hooks.dial(100)) {
            assertThat(hooks.hand(theirs, inner)).isTrue();
            assertThat(theirs.read()).isEqualTo(107);
        }
        assertThat(inner.ended).isEqualTo(2);
        assertThat(inner.closed).as("what is consumed is not dropped").isZero();
    }

    private static void ended(Hooks hooks) {
        List<Own> all = List.of(new Own(1), new Own(20), new Own(300));
        List<Dial> given = new ArrayList<>(all);
        given.add(hooks.dial(4000));
        assertThat(hooks.end(given)).isEqualTo(4321);
        assertThat(all).allSatisfy(own -> {
            assertThat(own.ended).isEqualTo(1);
            assertThat(own.closed).isZero();
        });
    }

    private static void throwing(Hooks hooks) {
        Refused refused = new Refused();
        Own own = new Own(3) {
            @Override
            public long read() {
                throw refused;
            }

            @Override
            public Order compare(String one, String other) {
                throw refused;
            }
        };
        assertThatThrownBy(() -> hooks.turn(own, 1)).isSameAs(refused);
        assertThatThrownBy(() -> hooks.named(own)).isSameAs(refused);
        assertThatThrownBy(() -> hooks.compare(own, "a", "b")).isSameAs(refused);
        assertThat(hooks.turn(new Own(3), 1)).isEqualTo(new Pair<>(3L, 4L));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> hooks.turn(new Own(-1), 1))
                .withMessageContaining("Dial.read()");
    }

    private static void skipped(Hooks hooks) {
        Refused refused = new Refused();
        Own own = new Own(3) {
            @Override
            public long read() {
                throw refused;
            }
        };
        assertThatThrownBy(() -> hooks.turn(own, 1)).isSameAs(refused);
        assertThat(own.turned).as("called after it had failed").isZero();
    }

    private static void endedTooLate(Hooks hooks) {
        Refused refused = new Refused();
        Own first = new Own(1);
        Own second = new Own(2) {
            @Override
            public long end() {
                super.end();
                throw refused;
            }
        };
        Own third = new Own(3);
        assertThatThrownBy(() -> hooks.end(List.of(first, second, hooks.dial(9), third)))
                .isSameAs(refused);
        assertThat(List.of(first, second, third)).extracting(own -> own.ended).containsExactly(1, 1, 0);
        assertThat(List.of(first, second, third)).extracting(own -> own.closed).containsExactly(0, 0, 1);
    }

    private static void handedInVain(Hooks hooks) {
        Refused refused = new Refused();
        Own inner = new Own(2);
        Own own = new Own(1) {
            @Override
            public boolean take(String text, Dial given) {
                given.close();
                throw refused;
            }
        };
        assertThatThrownBy(() -> hooks.hand(own, inner)).isSameAs(refused);
        assertThat(inner.closed).isEqualTo(1);
        assertThatThrownBy(() -> hooks.hand(own, hooks.dial(1))).isSameAs(refused);
        Own failing = new Own(1) {
            @Override
            public long read() {
                throw refused;
            }
        };
        assertThatThrownBy(() -> hooks.hand(failing, inner)).isSameAs(refused);
        assertThat(inner.closed).isEqualTo(2);
        assertThatThrownBy(() -> hooks.hand(failing, hooks.dial(1))).isSameAs(refused);
        assertThat(failing.at).as("it was not called any more").isEqualTo(1);
        assertThat(inner.ended).isZero();
    }

    private static void entered(Hooks hooks) {
        Own own = new Own(1) {
            @Override
            public void turn(long by) {
                super.turn(by + hooks.fire(false));
            }
        };
        hooks.keep(own);
        assertThat(hooks.turn(own, 5)).isEqualTo(new Pair<>(1L, 7L));
        hooks.release();
        assertThat(own.closed).isEqualTo(1);
        Own ending = new Own(1) {
            @Override
            public long end() {
                return hooks.end(List.of(new Own(5)));
            }
        };
        assertThat(hooks.end(List.of(ending))).isEqualTo(5);
    }

    private static void kept(Hooks hooks) {
        Own own = new Own(70);
        hooks.keep(own);
        assertThat(hooks.fire(false)).isEqualTo(70);
        own.at = 71;
        assertThat(hooks.fire(true)).isEqualTo(71);
        hooks.release();
        assertThat(own.closed).isEqualTo(1);
    }

    private static void abandoned(Hooks hooks) throws InterruptedException {
        Refused refused = new Refused();
        Own own = new Own(70) {
            @Override
            public long read() {
                throw refused;
            }
        };
        AtomicReference<Throwable> told = new AtomicReference<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> told.set(thrown));
        try {
            hooks.keep(own);
            assertThatThrownBy(() -> hooks.fire(false)).isSameAs(refused);
            assertThat(told.get()).as("a call of Java's has thrown it").isNull();
            assertThat(hooks.fire(true))
                    .as("on a thread of its own it is answered zero")
                    .isZero();
            assertThat(told.getAndSet(null)).isSameAs(refused);
            hooks.abandon();
            OtherThread.await(() -> told.get() != null);
            assertThat(told.get()).isSameAs(refused);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
            hooks.release();
        }
        assertThat(own.closed).isEqualTo(1);
    }

    private static void librarys(Hooks hooks) {
        try (Dial dial = hooks.dial(9)) {
            assertThat(dial.read()).isEqualTo(9);
            dial.turn(3);
            assertThat(dial.name()).isEqualTo("own");
            assertThat(dial.compare("longer", "long")).isEqualTo(Order.MORE);
            assertThat(dial.hasSpare()).isTrue();
            assertThat(dial.spare(2)).isEqualTo(24);
            assertThat(hooks.turn(dial, 1)).isEqualTo(new Pair<>(12L, 13L));
            assertThat(dial.take("abc", new Own(4))).isTrue();
            assertThat(dial.end()).isEqualTo(20);
        }
    }

    private static void withoutStack(Hooks hooks) {
        Own own = new Own(1) {
            @Override
            public void turn(long by) {
                hooks.turn(this, by);
            }
        };
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> hooks.turn(own, 1));
        Hooks.RepeatF endless = new Hooks.RepeatF() {
            @Override
            public long call(long n) {
                return hooks.repeat(this, 1);
            }
        };
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> hooks.repeat(endless, 1));
        assertThat(hooks.turn(new Own(1), 1)).isEqualTo(new Pair<>(1L, 2L));
    }
}
