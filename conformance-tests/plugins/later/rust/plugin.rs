//! The plugin again, with futures of Rust's. It does not misbehave: `Way::Tag`, `Way::Lent` and `Way::DropLent` do
//! nothing, and no future of it is broken.

use crate::abi::{self, wire, Account, Failure, Later, Store, Way};
use std::future::{ready, Future};
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::SeqCst};
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};
use std::thread::JoinHandle;
use std::time::Duration;

static FUTURES: AtomicI64 = AtomicI64::new(0);
static STORES: AtomicI64 = AtomicI64::new(0);
static WAKERS: AtomicI64 = AtomicI64::new(0);
static POLLS: AtomicU64 = AtomicU64::new(0);
static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());
static THREADS: Mutex<Vec<JoinHandle<()>>> = Mutex::new(Vec::new());

/// Is counted while it is there.
struct Counted(&'static AtomicI64);

impl Counted {
    fn new(count: &'static AtomicI64) -> Self {
        count.fetch_add(1, SeqCst);
        Counted(count)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, SeqCst);
    }
}

/// A waker that is kept.
struct Kept(Waker, #[allow(dead_code)] Counted);

impl Kept {
    fn new(waker: &Waker) -> Self {
        Kept(waker.clone(), Counted::new(&WAKERS))
    }
}

fn remember(waker: &Waker) {
    KEPT.lock().unwrap().push(Kept::new(waker));
}

fn start(body: impl FnOnce() + Send + 'static) {
    let thread = std::thread::spawn(body);
    THREADS.lock().unwrap().push(thread);
}

fn wake_all() {
    let kept = std::mem::take(&mut *KEPT.lock().unwrap());
    for Kept(waker, _counted) in kept {
        waker.wake();
    }
}

/// Has itself polled some times more, in its way.
struct Steps {
    way: Way,
    polls: u32,
    _counted: Counted,
}

impl Steps {
    fn new(way: Way, polls: u32) -> Self {
        Steps { way, polls, _counted: Counted::new(&FUTURES) }
    }
}

impl Future for Steps {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        POLLS.fetch_add(1, SeqCst);
        if self.polls == 0 {
            return Poll::Ready(());
        }
        self.polls -= 1;
        let waker = context.waker();
        match self.way {
            Way::Itself => {
                waker.wake_by_ref();
                waker.wake_by_ref();
            }
            Way::Thread => {
                let kept = Kept::new(waker);
                start(move || {
                    std::thread::sleep(Duration::from_micros(200));
                    kept.0.wake_by_ref();
                });
            }
            Way::Kept => remember(waker),
            Way::Twice => {
                remember(waker);
                remember(waker);
            }
            Way::Fail => waker.wake_by_ref(),
            Way::Silent | Way::Tag | Way::Lent | Way::DropLent => {}
        }
        Poll::Pending
    }
}

async fn number(way: Way, steps: Steps, n: u32) -> u32 {
    steps.await;
    if way == Way::Fail {
        Failure::new(format!("{n} is too late")).raise();
    }
    n
}

async fn first<'a>(steps: Steps, text: &'a str, other: &str) -> &'a str {
    steps.await;
    text.split(other).next().unwrap_or(text)
}

struct Cell {
    value: u64,
    _counted: Counted,
}

impl Cell {
    fn boxed() -> Box<dyn Store> {
        Box::new(Cell { value: 5, _counted: Counted::new(&STORES) })
    }
}

impl Store for Cell {
    fn get(&self, way: Way) -> Pin<Box<dyn Future<Output = u64> + '_>> {
        let steps = Steps::new(way, 1);
        Box::pin(async move {
            steps.await;
            self.value
        })
    }

    fn set(&mut self, way: Way, value: u64) -> Pin<Box<dyn Future<Output = u64> + '_>> {
        let steps = Steps::new(way, 1);
        Box::pin(async move {
            steps.await;
            std::mem::replace(&mut self.value, value)
        })
    }

    fn value(&self) -> u64 {
        self.value
    }
}

struct Plugin;

impl Later for Plugin {
    fn after(way: Way, polls: u32, n: u32) -> impl Future<Output = u32> {
        number(way, Steps::new(way, polls), n)
    }

    fn sent(way: Way, polls: u32, n: u32) -> Pin<Box<dyn Future<Output = u32> + Send>> {
        Box::pin(number(way, Steps::new(way, polls), n))
    }

    fn nothing(way: Way, polls: u32) -> impl Future<Output = ()> {
        Steps::new(way, polls)
    }

    fn part<'a>(way: Way, polls: u32, text: &'a str, other: &str) -> impl Future<Output = &'a str> {
        first(Steps::new(way, polls), text, other)
    }

    fn sent_part<'a>(way: Way, polls: u32, text: &'a str) -> Pin<Box<dyn Future<Output = &'a str> + Send + 'a>> {
        Box::pin(first(Steps::new(way, polls), text, " "))
    }

    fn strings(way: Way, polls: u32) -> Pin<Box<dyn Future<Output = Vec<wire::String>> + Send>> {
        let steps = Steps::new(way, polls);
        Box::pin(async move {
            steps.await;
            let mut all = vec!["one".into(), "two".into()];
            if way == Way::Fail {
                // SAFETY: none. Nobody but Java looks at it, which finds that it is no text.
                all.push(unsafe { String::from_utf8_unchecked(vec![0xC3]) }.into());
            }
            all
        })
    }

    fn open(way: Way, polls: u32) -> impl Future<Output = Result<Box<dyn Store>, u8>> {
        let steps = Steps::new(way, polls);
        async move {
            steps.await;
            if way == Way::Fail { Err(9) } else { Ok(Cell::boxed()) }
        }
    }

    fn bound<'a>(_name: &'a str) -> Box<dyn Store + 'a> {
        Cell::boxed()
    }

    fn maybe(some: bool) -> Option<Pin<Box<dyn Future<Output = u32>>>> {
        some.then(|| Self::sent(Way::Itself, 1, 3) as _)
    }

    fn both() -> (Pin<Box<dyn Future<Output = u32>>>, Pin<Box<dyn Future<Output = u32> + Send>>) {
        (Self::sent(Way::Itself, 1, 1), Self::sent(Way::Thread, 1, 2))
    }

    fn asking(
        way: Way,
        polls: u32,
        mut ask: Box<dyn FnMut(u32) -> u32 + Send>,
    ) -> Pin<Box<dyn Future<Output = u32> + Send>> {
        let steps = Steps::new(way, polls);
        Box::pin(async move {
            steps.await;
            ask(1)
        })
    }

    fn broken(_how: u8) -> Pin<Box<dyn Future<Output = u32>>> {
        Box::pin(ready(0))
    }

    fn wake(elsewhere: bool) {
        if elsewhere {
            start(wake_all);
        } else {
            wake_all();
        }
    }

    fn join() {
        loop {
            let threads = std::mem::take(&mut *THREADS.lock().unwrap());
            if threads.is_empty() {
                return;
            }
            threads.into_iter().for_each(|thread| thread.join().unwrap());
        }
    }

    fn account() -> Account {
        Account {
            futures: FUTURES.load(SeqCst),
            stores: STORES.load(SeqCst),
            strings: 0,
            wakers: WAKERS.load(SeqCst),
            polls: POLLS.load(SeqCst),
        }
    }
}

abi::export!(Plugin);
