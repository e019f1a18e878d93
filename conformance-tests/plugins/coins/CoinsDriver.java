package org.rdylib.conformance.coins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Async;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Text;

/** What is Send and not Sync goes from thread to thread, but not while another has what uses it there. */
public final class CoinsDriver implements PluginChecks {

    /** What was left behind by threads that have ended. */
    private long left;

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Coins coins = Coins.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("an opaque value that borrows", () -> stays(coins, coins::thrower));
        checks.put(
                "one that was made of another",
                () -> stays(coins, coin -> {
                    try (Thrower first = coins.thrower(coin)) {
                        return coins.again(first);
                    }
                }));
        checks.put(
                "a view that was lent",
                () -> stays(coins, coin -> {
                    try (Thrower thrower = coins.thrower(coin)) {
                        return coins.held(thrower);
                    }
                }));
        checks.put("what a view was lent for", () -> viewed(coins));
        checks.put(
                "a view that a callback was lent for longer",
                () -> stays(coins, coin -> {
                    List<Coin> seen = new ArrayList<>();
                    assertThat(coins.watch(coin, seen::add)).hasToString("heads");
                    return seen.getFirst();
                }));
        checks.put("a closure that borrows", () -> stays(coins, coin -> (AutoCloseable) coins.tossing(coin)));
        checks.put("a future that borrows", () -> stays(coins, coin -> coins.tossed(coin, 1)));
        checks.put("an object that borrows from an object", () -> pocketed(coins));
        checks.put("what is Send does not keep it", () -> sent(coins));
        checks.put("nor does plain data", () -> read(coins));
        checks.put("what was given back has let go of it", () -> ended(coins));
        checks.put("what is given may use it until the call is over", () -> renewed(coins));
        checks.put("a thread that ended keeps nothing, and what was its own is left", () -> abandoned(coins));
        checks.put("`&mut` ends what is plain data", () -> turned(coins));
        checks.put("a counted object is used on any thread, if one has all", () -> counted(coins));
        checks.put("an object without methods goes either way", () -> token(coins));
        checks.putAll(new LaterChecks(coins).all());
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            HostAccounts ofJava = new HostAccounts();
            check.call();
            assertThat(coins.misplaced()).as("what another thread has dropped").isZero();
            assertThat(coins.living()).as("what the library has made").isEqualTo(left);
            ofJava.assertLevel();
        }));
        return accounted;
    }

    /** What a thread of its own answers; what it throws is thrown. */
    private static <T> T elsewhere(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        try {
            Thread.ofPlatform().start(future).join();
            return future.get();
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(thrown.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertBusyElsewhere(Coins coins, Coin coin) {
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> elsewhere(() -> coins.toss(coin)));
    }

    /** Other threads share a coin before something is made of it, and when that is closed, on whatever thread it is. */
    private static void stays(Coins coins, Function<Coin, AutoCloseable> making) throws Exception {
        Coin coin = elsewhere(coins::coin);
        assertThat(coins.toss(coin)).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            AutoCloseable made = making.apply(coin);
            assertBusyElsewhere(coins, coin);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> elsewhere(() -> making.apply(coin)));
            assertThat(coins.toss(coin)).isEqualTo(2L + 2 * i);
            made.close();
            assertThat(elsewhere(() -> coins.toss(coin))).isEqualTo(3L + 2 * i);
        }
        elsewhere(() -> {
            AutoCloseable made = making.apply(coin);
            assertThat(coins.toss(coin)).isEqualTo(8);
            made.close();
            return made;
        });
        assertThat(coins.toss(coin)).isEqualTo(9);
        coin.close();
    }

    private static void viewed(Coins coins) {
        Coin coin = coins.coin();
        Coin view;
        try (Thrower thrower = coins.thrower(coin)) {
            view = coins.held(thrower);
        }
        Thrower made = coins.thrower(view);
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(view::close);
        assertThat(coins.hurl(made)).isEqualTo(1);
        assertBusyElsewhere(coins, coin);
        made.close();
        assertBusyElsewhere(coins, coin);
        view.close();
        assertThat(elsewhere(() -> coins.toss(coin))).isEqualTo(2);
        coin.close();
    }

    private static void pocketed(Coins coins) {
        try (Purse purse = coins.purse()) {
            assertThat(elsewhere(purse::count)).isEqualTo(1);
            try (Pocket pocket = purse.pocket()) {
                assertThat(pocket.count()).isEqualTo(2);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> elsewhere(purse::count));
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> elsewhere(purse::label));
            }
            assertThat(elsewhere(purse::count)).isEqualTo(3);
            Text label = purse.label();
            assertThat(elsewhere(purse::count)).isEqualTo(4);
            assertThat(label).hasToString("purse");
            Pocket dropped = purse.pocket();
            purse.empty();
            assertThatThrownBy(dropped::count).isInstanceOf(RuntimeException.class);
            assertThat(elsewhere(purse::count)).isEqualTo(1);
        }
    }

    private static void sent(Coins coins) {
        Coin coin = coins.coin();
        try (Sight sight = coins.sight(coin)) {
            assertThat(elsewhere(() -> coins.toss(coin))).isEqualTo(1);
            assertThat(coins.seen(sight)).hasToString("heads");
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> elsewhere(() -> coins.turn(coin)));
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> elsewhere(() -> {
                        coin.close();
                        return coin;
                    }));
            assertThat(coins.seen(sight)).hasToString("heads");
        }
        coin.close();
    }

    private static void read(Coins coins) {
        Coin coin = coins.coin();
        Text face = coins.face(coin);
        assertThat(elsewhere(() -> coins.toss(coin))).isEqualTo(1);
        assertThat(elsewhere(() -> coins.face(coin).toString())).isEqualTo("heads");
        assertThat(face).hasToString("heads");
        coin.close();
    }

    private static void ended(Coins coins) {
        Coin coin = coins.coin();
        Thrower thrower = coins.thrower(coin);
        Thrower other = coins.again(thrower);
        assertThat(coins.end(thrower)).isEqualTo(1);
        assertBusyElsewhere(coins, coin);
        assertThat(coins.end(other)).isEqualTo(2);
        assertThat(elsewhere(() -> coins.toss(coin))).isEqualTo(3);
        coin.close();
    }

    private static void renewed(Coins coins) {
        Coin coin = coins.coin();
        Thrower thrower = coins.thrower(coin);
        Thrower renewed = coins.renewed(thrower, () -> assertBusyElsewhere(coins, coin));
        assertBusyElsewhere(coins, coin);
        assertThatThrownBy(() -> coins.renewed(renewed, () -> {
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(elsewhere(() -> coins.toss(coin))).isEqualTo(1);
        coin.close();
    }

    private void abandoned(Coins coins) {
        Coin coin = coins.coin();
        elsewhere(() -> List.of(coins.thrower(coin), coins.sight(coin)));
        left++;
        assertThat(coins.toss(coin)).isEqualTo(1);
        try (Thrower thrower = coins.thrower(coin)) {
            assertThat(coins.hurl(thrower)).isEqualTo(2);
        }
        coin.close();
    }

    private static void turned(Coins coins) {
        Coin coin = coins.coin();
        Text face = coins.face(coin);
        try (Thrower thrower = coins.thrower(coin)) {
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> coins.turn(coin));
            assertThat(coins.hurl(thrower)).isEqualTo(1);
        }
        assertThat(coins.turn(coin)).isEqualTo(1);
        assertThatThrownBy(face::toString).isInstanceOf(RuntimeException.class);
        assertThat(elsewhere(() -> coins.turn(coin))).isZero();
        coin.close();
    }

    private static void token(Coins coins) {
        List<String> closed = new ArrayList<>();
        Token mine = () -> closed.add("mine");
        try (Token made = coins.token()) {
            Token back = coins.passed(mine, made);
            assertThat(closed).isEmpty();
            back.close();
            assertThat(closed).containsExactly("mine");
            coins.passed(made, mine).close();
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> coins.passed(mine, made));
        }
    }

    private static void counted(Coins coins) {
        Purse purse = coins.counted();
        Purse same = coins.same(purse);
        assertThat(same.count() + purse.count()).isEqualTo(1 + 2);
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> elsewhere(same::count));
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> elsewhere(() -> coins.same(purse)));
        assertThatExceptionOfType(WrongThreadException.class)
                .isThrownBy(() -> elsewhere(() -> {
                    purse.close();
                    return purse;
                }));
        purse.close();
        same.close();
    }

    /** What tosses a coin later. */
    private record LaterChecks(Coins coins) {

        Map<String, ThrowingCallable> all() {
            Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
            checks.put("a future has what it was given as `&mut`", this::alone);
            checks.put("one that is closed has let go of it", this::closed);
            checks.put("one that tasks poll has it until it is done", this::started);
            checks.put("one of a view that a callback was lent for longer", this::within);
            return checks;
        }

        private void alone() {
            Coin coin = coins.coin();
            for (int i = 0; i < 2; i++) {
                Async<Long> future = coins.turned(coin, 3);
                assertTaken(coin);
                assertThat(future.join()).isEqualTo(4L);
                assertThat(coins.turn(coin)).isEqualTo(4);
                assertThat(elsewhere(() -> coins.toss(coin))).isEqualTo(1);
                assertThat(elsewhere(() -> coins.turn(coin))).isEqualTo(1);
            }
            coin.close();
        }

        private void assertTaken(Coin coin) {
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    () -> coins.toss(coin),
                    () -> coins.turn(coin),
                    () -> coins.face(coin),
                    () -> coins.turned(coin, 0),
                    () -> coins.tossed(coin, 0),
                    () -> elsewhere(() -> coins.toss(coin)),
                    () -> elsewhere(() -> coins.turned(coin, 0)),
                    coin::close)) {
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(use);
            }
        }

        private void closed() {
            Coin coin = coins.coin();
            Async<Long> future = coins.turned(coin, 3);
            assertTaken(coin);
            future.close();
            assertThat(coins.toss(coin)).isEqualTo(1);
            coin.close();
        }

        private void started() {
            Coin coin = coins.coin();
            ArrayDeque<Runnable> tasks = new ArrayDeque<>();
            CompletableFuture<Long> result = coins.turned(coin, 2).start(tasks::add);
            for (int polled = 0; !tasks.isEmpty(); polled++) {
                assertThat(polled).isLessThan(3);
                assertTaken(coin);
                tasks.remove().run();
            }
            assertThat(result).isCompletedWithValue(3L);
            assertThat(coins.turn(coin)).isEqualTo(3);
            coin.close();
        }

        private void within() {
            Coin coin = coins.coin();
            List<Async<Long>> made = new ArrayList<>();
            assertThat(coins.watch(coin, view -> made.add(coins.tossed(view, 1))))
                    .hasToString("heads");
            assertThat(made.getFirst().join()).isEqualTo(2L);
            assertThat(coins.turn(coin)).isEqualTo(2);
            coin.close();
        }
    }
}
