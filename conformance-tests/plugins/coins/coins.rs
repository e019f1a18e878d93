//! A plugin that makes coins and purses, of which no two threads may use one at once, and what borrows from them.
#[rustfmt::skip]
mod abi;

pub use plugin::{Coin, Sight, Thrower};

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, Coins, Judge, Pocket, Purse, Token};
    use std::cell::Cell;
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
    use std::sync::Arc;
    use std::task::Poll;
    use std::thread::{current, ThreadId};

    static LIVING: AtomicU32 = AtomicU32::new(0);
    static MISPLACED: AtomicU32 = AtomicU32::new(0);

    /// Is counted as long as it is there.
    struct Counted(());

    impl Counted {
        fn new() -> Self {
            LIVING.fetch_add(1, SeqCst);
            Counted(())
        }
    }

    impl Drop for Counted {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, SeqCst);
        }
    }

    impl Token for Counted {}

    /// How often it was tossed; not Sync.
    pub struct Coin(Cell<u32>, #[allow(dead_code)] Counted);

    impl Coin {
        fn tossed(&self) -> u32 {
            self.0.set(self.0.get() + 1);
            self.0.get()
        }
    }

    /// Not Send, since a coin is not Sync.
    pub struct Thrower<'c>(&'c Coin, ThreadId, #[allow(dead_code)] Counted);

    impl<'c> Thrower<'c> {
        fn new(coin: &'c Coin) -> Box<Self> {
            Box::new(Thrower(coin, current().id(), Counted::new()))
        }
    }

    impl Drop for Thrower<'_> {
        fn drop(&mut self) {
            MISPLACED.fetch_add(u32::from(self.1 != current().id()), SeqCst);
        }
    }

    pub struct Sight<'c>(&'c str, #[allow(dead_code)] Counted);

    /// Tosses a coin each time that it is polled.
    async fn later(coin: &Coin, mut polls: u32) -> u32 {
        let _counted = Counted::new();
        poll_fn(|context| {
            let tosses = coin.tossed();
            if polls == 0 {
                return Poll::Ready(tosses);
            }
            polls -= 1;
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await
    }

    struct Own(Cell<u32>, #[allow(dead_code)] Counted);

    impl Own {
        fn new() -> Self {
            Own(Cell::new(0), Counted::new())
        }
    }

    impl Purse for Own {
        fn count(&self) -> u32 {
            self.0.set(self.0.get() + 1);
            self.0.get()
        }

        fn empty(&mut self) {
            self.0.set(0);
        }

        fn pocket<'s>(&'s self) -> Box<dyn Pocket + 's> {
            Box::new(Part(self, Counted::new()))
        }

        fn label<'s>(&'s self) -> &'s str {
            "purse"
        }
    }

    struct Part<'s>(&'s Own, #[allow(dead_code)] Counted);

    impl Pocket for Part<'_> {
        fn count(&self) -> u32 {
            self.0.count()
        }
    }

    struct Plugin;

    impl Coins for Plugin {
        fn living() -> u32 {
            LIVING.load(SeqCst)
        }

        fn misplaced() -> u32 {
            MISPLACED.load(SeqCst)
        }

        fn coin() -> Box<Coin> {
            Box::new(Coin(Cell::new(0), Counted::new()))
        }

        fn toss(coin: &Coin) -> u32 {
            coin.tossed()
        }

        fn turn(coin: &mut Coin) -> u32 {
            coin.0.replace(0)
        }

        fn face<'c>(_coin: &'c Coin) -> &'c str {
            "heads"
        }

        fn thrower<'c>(coin: &'c Coin) -> Box<Thrower<'c>> {
            Thrower::new(coin)
        }

        fn hurl(thrower: &Thrower<'_>) -> u32 {
            thrower.0.tossed()
        }

        fn held<'c>(thrower: &Thrower<'c>) -> &'c Coin {
            thrower.0
        }

        fn again<'c>(thrower: &Thrower<'c>) -> Box<Thrower<'c>> {
            Thrower::new(thrower.0)
        }

        fn end(thrower: Box<Thrower<'_>>) -> u32 {
            thrower.0.tossed()
        }

        fn renewed<'c>(thrower: Box<Thrower<'c>>, between: &mut dyn FnMut()) -> Box<Thrower<'c>> {
            let coin = thrower.0;
            drop(thrower);
            between();
            Thrower::new(coin)
        }

        fn sight<'c>(coin: &'c Coin) -> Box<Sight<'c>> {
            Box::new(Sight(Self::face(coin), Counted::new()))
        }

        fn seen<'c>(sight: &Sight<'c>) -> &'c str {
            sight.0
        }

        fn tossing<'c>(coin: &'c Coin) -> Box<dyn Fn() -> u32 + 'c> {
            let counted = Counted::new();
            Box::new(move || {
                let _kept = &counted;
                coin.tossed()
            })
        }

        fn watch<'c>(coin: &'c Coin, to: &mut dyn FnMut(&'c Coin)) -> &'c str {
            to(coin);
            Self::face(coin)
        }

        fn purse() -> Box<dyn Purse + Send> {
            Box::new(Own::new())
        }

        fn judge<'l>(label: &'l str, _judge: &dyn Judge, purse: &mut dyn Purse) -> &'l str {
            purse.empty();
            label
        }

        fn counted() -> Arc<dyn Purse + Send> {
            Arc::new(Own::new())
        }

        fn same(purse: Arc<dyn Purse + Send>) -> Arc<dyn Purse + Send> {
            purse
        }

        fn token() -> Box<dyn Token> {
            Box::new(Counted::new())
        }

        fn passed(token: Box<dyn Token>, _beside: &dyn Token) -> Box<dyn Token> {
            token
        }

        async fn tossed(coin: &Coin, polls: u32) -> u32 {
            later(coin, polls).await
        }

        async fn turned(coin: &mut Coin, polls: u32) -> u32 {
            later(coin, polls).await
        }
    }

    abi::export!(Plugin);
}
