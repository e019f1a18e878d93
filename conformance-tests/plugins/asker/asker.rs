//! The plugin again, with futures as Rust polls them. It cannot misbehave, and what only C can do it fails at; what borrows
//! from an argument it cannot keep.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, Account, Asker, Service};
    use std::cell::RefCell;
    use std::future::Future;
    use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
    use std::pin::Pin;
    use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::SeqCst};
    use std::sync::{Arc, Condvar, Mutex, MutexGuard};
    use std::task::{Context, Poll, Wake, Waker};

    type Local = Pin<Box<dyn Future<Output = u64>>>;
    type Sent = Pin<Box<dyn Future<Output = u64> + Send>>;

    static WAKERS: AtomicI64 = AtomicI64::new(0);
    static FUTURES: AtomicI64 = AtomicI64::new(0);
    static WOKEN: AtomicU64 = AtomicU64::new(0);
    static SENT: Mutex<Option<Sent>> = Mutex::new(None);
    static OWN: Mutex<Option<Arc<Signal>>> = Mutex::new(None);

    thread_local! {
        /// What is not `Send` stays on the thread that gave it.
        static LOCAL: RefCell<Option<Local>> = const { RefCell::new(None) };
    }

    /// Wakes who waits for it.
    struct Signal(Mutex<bool>, Condvar);

    impl Signal {
        fn new() -> Arc<Signal> {
            WAKERS.fetch_add(1, SeqCst);
            Arc::new(Signal(Mutex::new(false), Condvar::new()))
        }

        fn wait(&self) {
            let mut woken = locked(&self.0);
            while !*woken {
                woken = self.1.wait(woken).unwrap_or_else(|e| e.into_inner());
            }
            *woken = false;
        }
    }

    impl Drop for Signal {
        fn drop(&mut self) {
            WAKERS.fetch_sub(1, SeqCst);
        }
    }

    impl Wake for Signal {
        fn wake(self: Arc<Self>) {
            WOKEN.fetch_add(1, SeqCst);
            *locked(&self.0) = true;
            self.1.notify_one();
        }
    }

    fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        mutex.lock().unwrap_or_else(|e| e.into_inner())
    }

    fn forget_kept() {
        let local = LOCAL.with(|kept| kept.take());
        let sent = locked(&SENT).take();
        FUTURES.fetch_sub(i64::from(local.is_some()) + i64::from(sent.is_some()), SeqCst);
    }

    fn on_thread<R: Send>(elsewhere: bool, what: impl FnOnce() -> R + Send) -> R {
        if elsewhere {
            std::thread::scope(|scope| scope.spawn(what).join()).unwrap_or_else(|thrown| resume_unwind(thrown))
        } else {
            what()
        }
    }

    fn wait_for<T>(mut future: Pin<Box<dyn Future<Output = T> + '_>>) -> T {
        let signal = Signal::new();
        let waker = Waker::from(signal.clone());
        loop {
            if let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return result;
            }
            signal.wait();
        }
    }

    /// Polls what is taken from where it is kept, and puts it back there.
    fn poll_once<F: Future<Output = u64> + ?Sized>(
        waker: &Waker,
        mut future: Pin<Box<F>>,
        put_back: impl FnOnce(Pin<Box<F>>),
    ) -> Option<u64> {
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut Context::from_waker(waker))));
        put_back(future);
        match polled {
            Ok(Poll::Ready(n)) => Some(n),
            Ok(Poll::Pending) => None,
            Err(thrown) => resume_unwind(thrown),
        }
    }

    struct Plugin;

    impl Asker for Plugin {
        fn give(future: Local) {
            forget_kept();
            FUTURES.fetch_add(1, SeqCst);
            LOCAL.with(|kept| kept.replace(Some(future)));
        }

        fn give_sent(future: Option<Sent>) {
            if let Some(future) = future {
                forget_kept();
                FUTURES.fetch_add(1, SeqCst);
                *locked(&SENT) = Some(future);
            }
        }

        fn serve(_service: &mut dyn Service, _name: Option<&str>) {
            panic!("what borrows from a service is not kept")
        }

        fn visit(visit: &mut dyn FnMut(u32) -> Sent) {
            let future = visit(5);
            Self::give_sent(Some(future));
        }

        fn ask(_zone: &str) {
            panic!("what borrows from a zone is not kept")
        }

        fn poll(kind: abi::Waker, elsewhere: bool, drops: bool) -> Option<u64> {
            let signal = match kind {
                abi::Waker::Counted => locked(&OWN).get_or_insert_with(Signal::new).clone(),
                abi::Waker::Fresh => Signal::new(),
                _ => panic!("std makes no such waker"),
            };
            let waker = Waker::from(signal);
            let polled = if let Some(local) = LOCAL.with(|kept| kept.take()) {
                assert!(!elsewhere, "what is not Send stays on its thread");
                poll_once(&waker, local, |future| LOCAL.with(|kept| *kept.borrow_mut() = Some(future)))
            } else {
                on_thread(elsewhere, || {
                    let sent = locked(&SENT).take().expect("something is kept");
                    poll_once(&waker, sent, |future| *locked(&SENT) = Some(future))
                })
            };
            if drops && polled.is_some() {
                Self::drop_kept(elsewhere);
            }
            polled
        }

        fn drop_kept(_elsewhere: bool) {
            forget_kept();
            *locked(&OWN) = None;
        }

        fn finish(future: Sent, elsewhere: bool) -> u64 {
            on_thread(elsewhere, || wait_for(future))
        }

        fn echo<'a>(
            future: Pin<Box<dyn Future<Output = u64> + Send + 'a>>,
        ) -> Pin<Box<dyn Future<Output = u64> + Send + 'a>> {
            future
        }

        fn lines() -> u64 {
            wait_for(abi::lines()).iter().map(|line| line.len() as u64).sum()
        }

        fn part<'a>(_text: &'a str, future: Pin<Box<dyn Future<Output = &'a str> + 'a>>) -> &'a str {
            wait_for(future)
        }

        fn measure(text: &str, by: &mut dyn for<'a> FnMut(&'a str) -> Pin<Box<dyn Future<Output = u64> + 'a>>) -> u64 {
            let own = text.to_string();
            wait_for(by(&own))
        }

        fn account() -> Account {
            Account { wakers: WAKERS.load(SeqCst), futures: FUTURES.load(SeqCst), woken: WOKEN.load(SeqCst) }
        }
    }

    abi::export!(Plugin);
}
