//! What its author writes of `later`: no line of it is unsafe.
#![forbid(unsafe_code)]

use crate::abi::{self, wire, Feed, Job, Later};
use std::future::{poll_fn, Future};
use std::pin::{pin, Pin};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

static ALIVE: AtomicU32 = AtomicU32::new(0);
static KEPT: Mutex<Vec<Waker>> = Mutex::new(Vec::new());

/// Is counted while it is there: each future has one.
struct Alive;

impl Alive {
    fn new() -> Self {
        ALIVE.fetch_add(1, Ordering::SeqCst);
        Alive
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Is pending once, and has itself woken.
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

struct Words<'t> {
    words: std::str::Split<'t, char>,
    seen: u32,
    _alive: Alive,
}

impl<'t> Feed<'t> for Words<'t> {
    fn next<'a, 'b>(&'a mut self) -> Pin<Box<dyn Future<Output = Option<&'t str>> + 'b>>
    where
        'a: 'b,
        't: 'b,
    {
        let alive = Alive::new();
        Box::pin(async move {
            let _alive = alive;
            pause().await;
            self.seen += 1;
            self.words.next()
        })
    }

    fn seen(&self) -> u32 {
        self.seen
    }
}

/// Is ready when another thread has said so.
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
                std::thread::sleep(std::time::Duration::from_millis(5));
                done.store(true, Ordering::SeqCst);
                waker.wake();
            });
        }
        Poll::Pending
    }
}

struct Plugin;

impl Later for Plugin {
    async fn upper(text: &str) -> String {
        let _alive = Alive::new();
        text.to_uppercase()
    }

    async fn longest<'t>(one: &'t str, other: &'t str, wait: &u32) -> &'t str {
        let _alive = Alive::new();
        for _ in 0..*wait {
            pause().await;
        }
        if one.len() >= other.len() { one } else { other }
    }

    async fn asked(question: &str, times: u32) -> String {
        let _alive = Alive::new();
        let mut all = String::new();
        for i in 0..times {
            all += &abi::ask(&format!("{question}{i}")).await;
        }
        all
    }

    async fn join(
        one: Pin<Box<dyn Future<Output = u32>>>,
        other: Option<Pin<Box<dyn Future<Output = u32>>>>,
    ) -> (u32, u32) {
        let _alive = Alive::new();
        let (mut one, mut other) = (pin!(one), other);
        let (mut first, mut second) = (None, other.is_none().then_some(0));
        poll_fn(move |context| {
            if first.is_none() {
                first = ready(one.as_mut().poll(context));
            }
            if let (None, Some(other)) = (second, &mut other) {
                second = ready(other.as_mut().poll(context));
            }
            first.zip(second).map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }

    fn feed<'t>(text: &'t str) -> Box<dyn Feed<'t> + 't> {
        Box::new(Words { words: text.split(' '), seen: 0, _alive: Alive::new() })
    }

    async fn drain<'t>(mut feed: Box<dyn Feed<'t> + 't>) -> String {
        let _alive = Alive::new();
        let mut all = Vec::new();
        while let Some(word) = feed.next().await {
            all.push(word);
        }
        format!("{} of {}", all.join("+"), feed.seen())
    }

    fn job<'t>(text: &'t str) -> Job<'t> {
        let (one, other) = (Alive::new(), Alive::new());
        let word: Pin<Box<dyn Future<Output = &'t str> + 't>> = Box::pin(async move {
            let _alive = one;
            pause().await;
            &text[1..]
        });
        let last: Pin<Box<dyn Future<Output = String> + Send + 't>> = Box::pin(async move {
            let _alive = other;
            text.repeat(2)
        });
        Job { word: word.into(), last: Some(last.into()) }
    }

    async fn run(job: Job<'_>) -> String {
        let _alive = Alive::new();
        let mut all = job.word.into_pin().await.to_owned();
        if let Some(last) = job.last {
            all += &last.into_pin().await;
        }
        all
    }

    fn elsewhere(n: u64) -> Pin<Box<dyn Future<Output = u64> + Send>> {
        Box::pin(Elsewhere { n, done: Arc::default(), started: false, _alive: Alive::new() })
    }

    async fn each<'v>(
        mut visit: wire::MutDyn<'v, dyn FnMut(u32) -> Pin<Box<dyn Future<Output = u32>>> + 'v>,
        count: u32,
    ) -> u32 {
        let _alive = Alive::new();
        let mut sum = 0;
        for i in 0..count {
            let next = visit.with(|visit| visit(i));
            sum += next.await;
        }
        sum
    }

    async fn keep() {
        let _alive = Alive::new();
        poll_fn(|context| {
            KEPT.lock().unwrap().push(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    fn wake_kept() -> u32 {
        let kept = std::mem::take(&mut *KEPT.lock().unwrap());
        let woken = kept.len() as u32;
        let shared: Vec<Waker> = kept.clone();
        kept.iter().for_each(Waker::wake_by_ref);
        drop(kept);
        std::thread::spawn(move || shared.into_iter().for_each(Waker::wake)).join().unwrap();
        woken
    }

    async fn fails(how: u8) -> u32 {
        let _alive = Alive::new();
        pause().await;
        match how {
            0 => panic!("as it was told to"),
            1 => abi::ask("fail").await.len() as u32,
            _ => 7,
        }
    }

    fn again(mut future: Pin<Box<dyn Future<Output = u32>>>) -> u32 {
        let mut context = Context::from_waker(Waker::noop());
        let first = ready(future.as_mut().poll(&mut context)).unwrap_or_default();
        first + ready(future.as_mut().poll(&mut context)).unwrap_or_default()
    }

    fn alive() -> u32 {
        ALIVE.load(Ordering::SeqCst)
    }
}

fn ready<T>(poll: Poll<T>) -> Option<T> {
    match poll {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

abi::export!(Plugin);
