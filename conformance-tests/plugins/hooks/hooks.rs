//! A plugin that does not learn whether its host's objects and functions have failed: it is answered zero then.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{wire, Dial, Hooks, Order, Steps};
    use std::ffi::c_int;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::Mutex;

    static LIVING: AtomicU32 = AtomicU32::new(0);

    type Step<'a> = wire::Function<'a, extern "C" fn(u32) -> u32>;

    static KEPT: Mutex<Option<Box<dyn Dial + Send>>> = Mutex::new(None);

    /// A dial of its own, which is counted as long as it lives.
    struct Own(u32);

    impl Own {
        fn new(start: u32) -> Own {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Own(start)
        }
    }

    impl Drop for Own {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    impl Dial for Own {
        fn read(&self) -> u32 {
            self.0
        }

        fn turn(&mut self, by: u32) {
            self.0 += by;
        }

        fn name(&self) -> String {
            "own".to_string()
        }

        fn compare(&self, one: &str, other: &str) -> Order {
            match one.len().cmp(&other.len()) {
                std::cmp::Ordering::Less => Order::Less,
                std::cmp::Ordering::Equal => Order::Same,
                std::cmp::Ordering::Greater => Order::More,
            }
        }

        fn take(&mut self, text: String, inner: Box<dyn Dial>) -> bool {
            self.0 += text.len() as u32 + inner.end();
            true
        }

        fn spare(&self, n: u32) -> Option<u32> {
            Some(self.0 * n)
        }

        fn end(self: Box<Self>) -> u32 {
            self.0
        }
    }

    fn read_kept() -> u32 {
        KEPT.lock().unwrap().as_ref().map_or(0, |dial| dial.read())
    }

    fn on_thread(elsewhere: bool, what: impl FnOnce() -> u32 + Send + 'static) -> u32 {
        if elsewhere {
            std::thread::spawn(what).join().unwrap()
        } else {
            what()
        }
    }

    fn next(n: u32) -> u32 {
        n + 1
    }

    struct Plugin;

    impl Hooks for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn dial(start: u32) -> Box<dyn Dial> {
            Box::new(Own::new(start))
        }

        fn turn(dial: &mut dyn Dial, by: u32) -> (u32, u32) {
            let before = dial.read();
            dial.turn(by);
            (before, dial.read())
        }

        fn named(dial: &dyn Dial) -> String {
            dial.read();
            dial.name()
        }

        fn compare(dial: &dyn Dial, one: &str, other: &str) -> Order {
            dial.compare(one, other)
        }

        fn hand(dial: &mut dyn Dial, inner: Box<dyn Dial>) -> bool {
            dial.read();
            dial.take("given".to_string(), inner)
        }

        fn spare(dial: &dyn Dial, n: u32) -> Option<u32> {
            dial.spare(n)
        }

        fn end(dials: Vec<wire::BoxDyn<dyn Dial>>) -> u32 {
            dials.into_iter().map(|dial| dial.into_std().end()).sum()
        }

        fn keep(dial: Box<dyn Dial + Send>) {
            *KEPT.lock().unwrap() = Some(dial);
        }

        fn fire(elsewhere: bool) -> u32 {
            on_thread(elsewhere, read_kept)
        }

        fn release() {
            let kept = KEPT.lock().unwrap().take();
            drop(kept);
        }

        fn abandon() {
            std::thread::spawn(read_kept);
        }

        fn borrowed() -> u32 {
            0
        }

        fn repeat(f: Step<'static>, times: u32) -> u32 {
            (0..times).map(|n| f.call(n)).sum()
        }

        fn sort(
            numbers: &mut [u32],
            compare: wire::Function<'static, extern "C" fn(&u32, &u32) -> c_int>,
        ) {
            numbers.sort_by(|one, other| compare.call(one, other).cmp(&0));
        }

        fn follow(steps: Steps, n: u32) -> (u32, Option<u32>) {
            let first = steps.first.call(n);
            (first, steps.second.map(|second| second.call(first)))
        }

        fn step() -> Step<'static> {
            wire::Function::of(next)
        }

        fn same(f: Step<'static>) -> Step<'static> {
            f
        }

        fn hold<'a>(_text: &'a str, _f: Step<'a>) {}

        fn held(n: u32, _elsewhere: bool) -> u32 {
            n + 1
        }
    }

    crate::abi::export!(Plugin);
}
