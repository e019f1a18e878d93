package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.conformance.misuse.coins.Coin;
import org.rdylib.conformance.misuse.coins.Coins;
import org.rdylib.conformance.misuse.coins.Judge;
import org.rdylib.conformance.misuse.coins.Pocket;
import org.rdylib.conformance.misuse.coins.Purse;
import org.rdylib.conformance.misuse.coins.Thrower;
import org.rdylib.loader.Async;
import org.rdylib.loader.Text;

/** What is Send and not Sync is used on one thread, and what uses it is on another; futures that have one alone. */
final class CoinPrograms extends Subject {

    CoinPrograms(Libraries libraries) {
        super(libraries);
        add(
                "an opaque value is shared by a thread while another has what borrows from it",
                () -> shared(Coins::thrower));
        add("an opaque value is shared by a thread while another waits for what borrows from it", this::waiting);
        add("an opaque value is shared by a thread while another has a view of it", this::viewed);
        add(
                "an opaque value is shared by a thread while another has a closure that uses it",
                () -> shared(Coins::tossing));
        add("an opaque value is shared by a thread inside a call that has what uses it", this::given);
        add("an opaque value is lent to a callback for longer, and shared by another thread", this::watched);
        add("an object is shared by a thread while another has what borrows from it", this::pocketed);
        add("an opaque value is changed by a thread while another reads what it lends", this::changed);
        add(
                "what an object has lent is passed before the object, which is passed as `&mut`, and to a call in"
                        + " between",
                this::judged);
        add("an object of which others have the rest is used on another thread, and is not Sync", this::counted);
        add(
                "an opaque value is read while a future has it as `&mut`",
                () -> turned((coins, coin) -> System.out.println(coins.toss(coin))));
        add(
                "an opaque value is read on another thread while a future has it as `&mut`",
                () -> turned((coins, coin) -> elsewhere(() -> System.out.println(coins.toss(coin)))));
        add("an opaque value is closed while a future has it as `&mut`", () -> turned((_, coin) -> coin.close()));
        add(
                "an opaque value is given to two futures as `&mut`",
                () -> turned((coins, coin) -> System.out.println(coins.turned(coin, 1))));
    }

    /** Makes something of a coin. */
    private interface Making {
        AutoCloseable of(Coins coins, Coin coin);
    }

    private void shared(Making making) throws Throwable {
        Coins coins = libraries.coins();
        try (Coin coin = coins.coin();
                AutoCloseable _ = making.of(coins, coin)) {
            elsewhere(() -> System.out.println(coins.toss(coin)));
        }
    }

    private void waiting() throws Throwable {
        shared((coins, coin) -> {
            Async<Long> future = coins.tossed(coin, 1);
            Object _ = future.start(_ -> {});
            return future;
        });
    }

    private void viewed() throws Throwable {
        shared((coins, coin) -> {
            try (Thrower thrower = coins.thrower(coin)) {
                return coins.held(thrower);
            }
        });
    }

    private void watched() throws Throwable {
        shared((coins, coin) -> {
            List<Coin> seen = new ArrayList<>();
            Text _ = coins.watch(coin, seen::add);
            return seen.getFirst();
        });
    }

    private void given() {
        Coins coins = libraries.coins();
        try (Coin coin = coins.coin()) {
            Thrower thrower = coins.thrower(coin);
            coins.renewed(thrower, () -> quietly(() -> elsewhere(() -> System.out.println(coins.toss(coin)))));
        }
    }

    private void pocketed() throws Throwable {
        Coins coins = libraries.coins();
        try (Purse purse = coins.purse();
                Pocket pocket = purse.pocket()) {
            elsewhere(() -> System.out.println(purse.count()));
            System.out.println(pocket.count());
        }
    }

    private void changed() throws Throwable {
        Coins coins = libraries.coins();
        Coin coin = coins.coin();
        Text face = coins.face(coin);
        try {
            elsewhere(() -> System.out.println(coins.turn(coin)));
            System.out.println(face);
        } finally {
            coin.close();
        }
    }

    private void counted() throws Throwable {
        Coins coins = libraries.coins();
        try (Purse purse = coins.counted();
                Purse same = coins.same(purse)) {
            elsewhere(() -> System.out.println(same.count()));
        }
    }

    /** Does something where it is asked what it can do: before it is passed. */
    private record Asked(Runnable asking) implements Judge {
        @Override
        public boolean hasFair() {
            asking.run();
            return false;
        }

        @Override
        public boolean fair() {
            throw new IllegalStateException();
        }

        @Override
        public void close() {}
    }

    private void judged() {
        Coins coins = libraries.coins();
        try (Purse purse = coins.purse();
                Purse other = coins.purse()) {
            Text label = purse.label();
            Judge idle = new Asked(() -> {});
            Judge judge = new Asked(() -> {
                Text _ = coins.judge(label, idle, other);
            });
            System.out.println(coins.judge(label, judge, purse));
        }
    }

    /** What is done with a coin. */
    private interface Act {
        void on(Coins coins, Coin coin) throws Throwable;
    }

    private void turned(Act act) throws Throwable {
        Coins coins = libraries.coins();
        try (Coin coin = coins.coin();
                Async<Long> future = coins.turned(coin, 1)) {
            act.on(coins, coin);
            System.out.println(future.join());
        }
    }
}
