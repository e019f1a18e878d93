//! Futures that wait for futures of the host's, and count themselves.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, Relay, Source};
    use std::future::{poll_fn, Future};
    use std::pin::Pin;
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
    use std::sync::Arc;
    use std::task::{Context, Poll};
    use std::time::Duration;

    static ALIVE: AtomicU32 = AtomicU32::new(0);

    /// Counts as long as it lives.
    struct Alive;

    impl Alive {
        fn new() -> Alive {
            ALIVE.fetch_add(1, Ordering::SeqCst);
            Alive
        }
    }

    impl Drop for Alive {
        fn drop(&mut self) {
            ALIVE.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// Is pending once, and wakes within `poll`.
    async fn pause() {
        let mut paused = false;
        poll_fn(move |context| {
            if std::mem::replace(&mut paused, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await
    }

    /// Is ready once a thread of its own has woken it.
    struct Elsewhere {
        n: u64,
        done: Arc<AtomicBool>,
        started: bool,
        _alive: Alive,
    }

    impl Future for Elsewhere {
        type Output = u64;

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u64> {
            if self.done.load(Ordering::SeqCst) {
                return Poll::Ready(2 * self.n);
            }
            if !std::mem::replace(&mut self.started, true) {
                let (done, waker) = (self.done.clone(), context.waker().clone());
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_millis(5));
                    done.store(true, Ordering::SeqCst);
                    waker.wake();
                });
            }
            Poll::Pending
        }
    }

    struct Words<'t> {
        text: &'t str,
        words: std::str::Split<'t, char>,
        _alive: Alive,
    }

    impl<'t> Source<'t> for Words<'t> {
        fn next<'a, 'b>(&'a mut self) -> Pin<Box<dyn Future<Output = Option<String>> + 'b>>
        where
            'a: 'b,
            't: 'b,
        {
            let alive = Alive::new();
            Box::pin(async move {
                let _alive = alive;
                pause().await;
                self.words.next().map(str::to_owned)
            })
        }

        fn name(&self) -> &'t str {
            self.text
        }
    }

    struct Plugin;

    impl Relay for Plugin {
        async fn sum(of: &[u32], pauses: u32) -> u64 {
            let _alive = Alive::new();
            for _ in 0..pauses {
                pause().await;
            }
            of.iter().map(|n| u64::from(*n)).sum()
        }

        async fn longest<'t>(one: &'t str, other: &'t str) -> &'t str {
            let _alive = Alive::new();
            pause().await;
            if one.len() >= other.len() { one } else { other }
        }

        async fn ask(zone: &str, times: u32) -> String {
            let _alive = Alive::new();
            let mut all = String::new();
            for _ in 0..times {
                all += &abi::now(zone).await;
            }
            all
        }

        async fn both(
            one: Pin<Box<dyn Future<Output = u64>>>,
            other: Option<Pin<Box<dyn Future<Output = u64> + Send>>>,
        ) -> u64 {
            let _alive = Alive::new();
            let sum = one.await;
            match other {
                Some(other) => sum + other.await,
                None => sum,
            }
        }

        fn source<'t>(text: &'t str) -> Box<dyn Source<'t> + 't> {
            Box::new(Words { text, words: text.split(' '), _alive: Alive::new() })
        }

        async fn drain<'t>(mut source: Box<dyn Source<'t> + 't>) -> String {
            let _alive = Alive::new();
            let mut all = Vec::new();
            while let Some(word) = source.next().await {
                all.push(word);
            }
            format!("{} of {}", all.join("+"), source.name())
        }

        fn elsewhere(n: u64) -> Pin<Box<dyn Future<Output = u64> + Send>> {
            Box::pin(Elsewhere { n, done: Arc::default(), started: false, _alive: Alive::new() })
        }

        async fn panics(message: &str) {
            let _alive = Alive::new();
            pause().await;
            panic!("{message}")
        }

        fn alive() -> u32 {
            ALIVE.load(Ordering::SeqCst)
        }
    }

    abi::export!(Plugin);
}
