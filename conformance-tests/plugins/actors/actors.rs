//! A plugin that gives objects and closures, takes the host's, and counts its own.
#[rustfmt::skip]
mod abi;
mod counted;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Actors, Counter, Goods, Meeting, Team, Total, Watch, Words};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Arc, Mutex};

    static LIVING: AtomicU32 = AtomicU32::new(0);

    type Step = Box<dyn FnMut(u32) -> u32 + Send>;

    static KEPT: Mutex<Option<Step>> = Mutex::new(None);

    fn call_kept(n: u32) -> Option<u32> {
        KEPT.lock().unwrap_or_else(|e| e.into_inner()).as_mut().map(|step| step(n))
    }

    /// Counts as long as it lives.
    struct Alive;

    impl Alive {
        fn new() -> Alive {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Alive
        }
    }

    impl Drop for Alive {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    struct Plain {
        count: u64,
        _alive: Alive,
    }

    impl Plain {
        fn new(count: u64) -> Plain {
            Plain { count, _alive: Alive::new() }
        }
    }

    impl Counter for Plain {
        fn add(&mut self, by: u32) -> u64 {
            self.count += u64::from(by);
            self.count
        }

        fn total(&self) -> u64 {
            self.count
        }

        fn each(&self, visit: &mut dyn FnMut(u64) -> bool) {
            for i in 0..self.count {
                if !visit(i) {
                    break;
                }
            }
        }

        fn finish(self: Box<Self>) -> String {
            format!("plain {}", self.count)
        }

        fn copy(&self) -> Box<dyn Counter> {
            Box::new(Plain::new(self.count))
        }

        fn view<'s>(&'s self) -> Box<dyn Total + 's> {
            Box::new(Seen(self, Alive::new()))
        }

        fn merge(&mut self, other: &mut dyn Counter, with: &dyn Fn(u64, u64) -> u64) -> u64 {
            self.count = with(self.count, other.total());
            self.count
        }
    }

    /// One that counts twice as fast.
    struct Doubled(Box<dyn Counter>, Alive);

    impl Counter for Doubled {
        fn add(&mut self, by: u32) -> u64 {
            self.0.add(2 * by)
        }

        fn total(&self) -> u64 {
            self.0.total()
        }

        fn each(&self, visit: &mut dyn FnMut(u64) -> bool) {
            self.0.each(visit);
        }

        fn finish(self: Box<Self>) -> String {
            format!("doubled {}", self.0.finish())
        }

        fn copy(&self) -> Box<dyn Counter> {
            Box::new(Doubled(self.0.copy(), Alive::new()))
        }

        fn view<'s>(&'s self) -> Box<dyn Total + 's> {
            self.0.view()
        }

        fn merge(&mut self, other: &mut dyn Counter, with: &dyn Fn(u64, u64) -> u64) -> u64 {
            self.0.merge(other, with)
        }
    }

    /// What is seen through a counter, for as long as that is borrowed.
    struct Seen<'s>(&'s Plain, Alive);

    impl Total for Seen<'_> {
        fn total(&self) -> u64 {
            self.0.count
        }
    }

    /// One that calls a closure of the host's when it is dropped.
    struct Ending(Plain, Step);

    impl Drop for Ending {
        fn drop(&mut self) {
            let mut call = || (self.1)(self.0.count as u32);
            if std::thread::panicking() {
                // A second failure that left this destructor would end the process.
                drop(std::panic::catch_unwind(std::panic::AssertUnwindSafe(call)));
            } else {
                call();
            }
        }
    }

    impl Counter for Ending {
        fn add(&mut self, by: u32) -> u64 {
            self.0.add(by)
        }

        fn total(&self) -> u64 {
            self.0.count
        }

        fn each(&self, visit: &mut dyn FnMut(u64) -> bool) {
            self.0.each(visit);
        }

        fn finish(self: Box<Self>) -> String {
            format!("plain {}", self.0.count)
        }

        fn copy(&self) -> Box<dyn Counter> {
            self.0.copy()
        }

        fn view<'s>(&'s self) -> Box<dyn Total + 's> {
            self.0.view()
        }

        fn merge(&mut self, other: &mut dyn Counter, with: &dyn Fn(u64, u64) -> u64) -> u64 {
            self.0.merge(other, with)
        }
    }

    impl Total for Plain {
        fn total(&self) -> u64 {
            self.count
        }
    }

    struct Sum(Vec<wire::ArcDyn<dyn Total + Send + Sync>>, Alive);

    impl Total for Sum {
        fn total(&self) -> u64 {
            self.0.iter().map(|part| part.clone().into_std().total()).sum()
        }
    }

    struct Names<'n>(std::str::Split<'n, char>, &'n str, Alive);

    impl<'n> Words<'n> for Names<'n> {
        fn next(&mut self) -> Option<&'n str> {
            self.0.next()
        }

        fn name(&self) -> &str {
            self.1
        }
    }

    /// Has the words of another.
    struct Held<'n>(Box<dyn Words<'n> + 'n>, Alive);

    impl<'n> Words<'n> for Held<'n> {
        fn next(&mut self) -> Option<&'n str> {
            self.0.next()
        }

        fn name(&self) -> &str {
            self.0.name()
        }
    }

    type ToAsk<'w> = wire::RefDyn<'w, dyn Fn(u64) -> u64 + 'w>;

    fn asked(step: &Option<ToAsk<'_>>, by: u32) -> u64 {
        step.as_ref().map_or(by.into(), |step| step.with(|step| step(by.into())))
    }

    /// Changes a counter that it was lent.
    struct Leading<'w> {
        counter: wire::MutDyn<'w, dyn Counter + 'w>,
        step: Option<ToAsk<'w>>,
        also: Option<wire::RefDyn<'w, dyn Counter + 'w>>,
        _alive: Alive,
    }

    impl<'w> Watch<'w> for Leading<'w> {
        fn tell(&mut self, by: u32) -> u64 {
            let by = asked(&self.step, by);
            self.counter.add(by as u32) + self.also.as_ref().map_or(0, |also| also.total())
        }

        fn through(&mut self, step: ToAsk<'w>) {
            self.step = Some(step);
        }

        fn also(&mut self, other: wire::RefDyn<'w, dyn Counter + 'w>) {
            self.also = Some(other);
        }

        fn beside<'s>(&'s self, other: wire::RefDyn<'s, dyn Counter + 's>) -> Box<dyn Total + 's> {
            let alive = Alive::new();
            Box::new(Beside(
                move || {
                    let _ = &alive;
                    self.counter.total()
                },
                other,
            ))
        }

        fn end(self: Box<Self>) -> u64 {
            self.counter.total()
        }
    }

    /// Hands a sum on to a closure that it was lent.
    struct Feeding<'w> {
        sum: u64,
        text: &'w str,
        to: wire::MutDyn<'w, dyn FnMut(u64, &'w str) -> u64 + 'w>,
        step: Option<ToAsk<'w>>,
        _alive: Alive,
    }

    impl<'w> Watch<'w> for Feeding<'w> {
        fn tell(&mut self, by: u32) -> u64 {
            self.sum += asked(&self.step, by);
            let (sum, text) = (self.sum, self.text);
            self.to.with(|to| to(sum, text))
        }

        fn through(&mut self, step: ToAsk<'w>) {
            self.step = Some(step);
        }

        fn also(&mut self, other: wire::RefDyn<'w, dyn Counter + 'w>) {
            self.sum += other.total();
        }

        fn beside<'s>(&'s self, other: wire::RefDyn<'s, dyn Counter + 's>) -> Box<dyn Total + 's> {
            let alive = Alive::new();
            Box::new(Beside(
                move || {
                    let _ = &alive;
                    self.sum
                },
                other,
            ))
        }

        fn end(mut self: Box<Self>) -> u64 {
            self.tell(0)
        }
    }

    struct Beside<'s, F>(F, wire::RefDyn<'s, dyn Counter + 's>);

    impl<F: Fn() -> u64> Total for Beside<'_, F> {
        fn total(&self) -> u64 {
            (self.0)() + self.1.total()
        }
    }

    /// Sees a counter, if there is one, through a closure, if there is one.
    struct Perhaps<'w> {
        counter: Option<wire::RefDyn<'w, dyn Counter + 'w>>,
        step: Option<wire::RefDyn<'w, dyn Fn(u64) -> u64 + 'w>>,
        _alive: Alive,
    }

    impl Total for Perhaps<'_> {
        fn total(&self) -> u64 {
            let total = self.counter.as_ref().map_or(0, |counter| counter.total());
            self.step.as_ref().map_or(total, |step| step.with(|step| step(total)))
        }
    }

    struct Plugin;

    impl Actors for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn held() -> u64 {
            crate::counted::held()
        }

        fn counter() -> Box<dyn Counter> {
            Box::new(Plain::new(0))
        }

        fn sendable() -> Box<dyn Counter + Send> {
            Box::new(Plain::new(0))
        }

        fn named<'n>(name: &'n str) -> Box<dyn Words<'n> + Send + 'n> {
            Box::new(Names(name.split(' '), name, Alive::new()))
        }

        fn drive(counter: &mut dyn Counter, times: u32) -> u64 {
            for i in 0..times {
                counter.add(i);
            }
            let mut sum = counter.total();
            counter.each(&mut |n| {
                sum += n;
                n < 2
            });
            sum
        }

        fn total_of(total: &dyn Total) -> u64 {
            total.total() + 1
        }

        fn on_threads(total: &(dyn Total + Sync), threads: u32) -> u64 {
            std::thread::scope(|scope| {
                let all: Vec<_> = (0..threads).map(|_| scope.spawn(|| total.total())).collect();
                all.into_iter().map(|thread| thread.join().unwrap_or_else(|p| std::panic::resume_unwind(p))).sum()
            })
        }

        fn wrap(inner: Box<dyn Counter>) -> Box<dyn Counter> {
            Box::new(Doubled(inner, Alive::new()))
        }

        fn end(counter: Box<dyn Counter>) -> String {
            counter.finish()
        }

        fn explore(counter: &mut dyn Counter) -> u64 {
            let mut copied = counter.copy();
            copied.add(1);
            let seen = counter.view().total();
            seen + counter.merge(&mut *copied, &|one, other| 100 * one + other)
        }

        fn join(team: Team) -> Option<Box<dyn Counter>> {
            let mut members: Vec<_> = team.members.into_std();
            let start = members.iter().map(|_| 1).sum::<u64>() + team.name.len() as u64;
            let last = members.pop()?.into_std();
            Some(if start > 100 { Box::new(Plain::new(start)) } else { last })
        }

        fn count<'w>(mut words: Box<dyn Words<'w> + 'w>) -> (u32, String) {
            let mut count = 0;
            let mut all = words.name().to_owned();
            while let Some(word) = words.next() {
                count += 1;
                all.push('/');
                all.push_str(word);
            }
            (count, all)
        }

        fn gather<'w>(all: Vec<wire::Tuple2<u32, wire::BoxDyn<dyn Words<'w> + 'w>>>) -> u32 {
            let count = |mut words: Box<dyn Words<'w> + 'w>| std::iter::from_fn(|| words.next()).count() as u32;
            all.into_iter().map(|each| each.0 * count(each.1.into_std())).sum()
        }

        fn hold<'w>(words: Box<dyn Words<'w> + 'w>) -> Box<dyn Words<'w> + 'w> {
            Box::new(Held(words, Alive::new()))
        }

        fn shared(start: u64) -> Arc<dyn Total + Send + Sync> {
            Arc::new(Plain::new(start))
        }

        fn sum(parts: Vec<wire::ArcDyn<dyn Total + Send + Sync>>) -> Arc<dyn Total + Send + Sync> {
            Arc::new(Sum(parts, Alive::new()))
        }

        fn same(part: Arc<dyn Total + Send + Sync>) -> Arc<dyn Total + Send + Sync> {
            part
        }

        fn keep(step: Box<dyn FnMut(u32) -> u32 + Send>) {
            *KEPT.lock().unwrap_or_else(|e| e.into_inner()) = Some(step);
        }

        fn fire(n: u32, elsewhere: bool) -> Option<u32> {
            if elsewhere {
                std::thread::spawn(move || call_kept(n)).join().unwrap_or_else(|p| std::panic::resume_unwind(p))
            } else {
                call_kept(n)
            }
        }

        fn swallow(n: u32, elsewhere: bool) {
            let ended = if elsewhere {
                std::thread::spawn(move || call_kept(n)).join()
            } else {
                std::panic::catch_unwind(|| call_kept(n))
            };
            drop(ended);
        }

        /// The thread goes on once nobody can join it: who is the last to have what it unwinds with drops that.
        fn abandon(n: u32) {
            let (go, may_go) = std::sync::mpsc::channel();
            drop(std::thread::spawn(move || {
                let _ = may_go.recv();
                call_kept(n)
            }));
            let _ = go.send(());
        }

        fn release() {
            *KEPT.lock().unwrap_or_else(|e| e.into_inner()) = None;
        }

        fn adder(by: u32) -> Arc<dyn Fn(u32) -> u32 + Send + Sync> {
            let alive = Alive::new();
            Arc::new(move |n| {
                let _ = &alive;
                n + by
            })
        }

        fn sequence(from: u32) -> Box<dyn FnMut() -> u32> {
            let alive = Alive::new();
            let mut next = from;
            Box::new(move || {
                let _ = &alive;
                next += 1;
                next - 1
            })
        }

        fn greeting<'a>(prefix: &'a str) -> Box<dyn FnOnce(&str) -> String + 'a> {
            let alive = Alive::new();
            Box::new(move |name| {
                drop(alive);
                format!("{prefix} {name}")
            })
        }

        fn once(f: Option<Box<dyn FnOnce(String) -> String>>, call: bool) -> String {
            match f {
                Some(f) if call => f("called".to_owned()),
                Some(_) => "dropped".to_owned(),
                None => "none".to_owned(),
            }
        }

        fn compose(f: Box<dyn Fn(u32) -> u32>, g: Box<dyn Fn(u32) -> u32>) -> Box<dyn Fn(u32) -> u32> {
            let alive = Alive::new();
            Box::new(move |n| {
                let _ = &alive;
                g(f(n))
            })
        }

        fn scatter(visit: &(dyn Fn(u32) -> u32 + Sync), threads: u32) -> u32 {
            std::thread::scope(|scope| {
                let all: Vec<_> = (0..threads).map(|i| scope.spawn(move || visit(i))).collect();
                all.into_iter().map(|thread| thread.join().unwrap_or_else(|p| std::panic::resume_unwind(p))).sum()
            })
        }

        fn ending(act: Box<dyn FnMut(u32) -> u32 + Send>) -> Box<dyn Counter> {
            Box::new(Ending(Plain::new(0), act))
        }

        fn during(_ending: Box<dyn Counter>, act: &mut dyn FnMut()) {
            act();
        }

        fn with_end(act: Box<dyn FnMut(u32) -> u32 + Send>, inside: &mut dyn FnMut()) {
            let _ending = Ending(Plain::new(0), act);
            inside();
        }

        fn goods(lines: u32) -> Goods {
            let some: Option<Box<str>> = (lines > 0).then(|| "some".into());
            Goods {
                name: String::from("goods").into(),
                lines: (0..lines).map(|i| format!("line {i}").into()).collect::<Vec<wire::String>>().into(),
                parts: (0..lines as u16).collect::<Box<[u16]>>().into(),
                number: Box::new(u64::from(lines)).into(),
                note: some.map(Into::into),
            }
        }

        fn exchange(goods: Goods, act: &mut dyn FnMut(Goods) -> Goods) -> Goods {
            let answer = act(Self::goods(3));
            let lines = goods.lines.iter().chain(answer.lines.iter());
            Goods {
                name: format!("{}{}", &*goods.name, &*answer.name).into(),
                lines: lines.map(|line| line.to_string().into()).collect::<Vec<wire::String>>().into(),
                ..Self::goods(*answer.number as u32)
            }
        }

        fn revise(
            sum: Option<&mut u64>,
            parts: Option<&mut [u16]>,
            note: Option<&mut str>,
            lines: Option<&mut [wire::String]>,
            name: Option<&mut wire::String>,
        ) -> u32 {
            let there = [sum.is_some(), parts.is_some(), note.is_some(), lines.is_some(), name.is_some()];
            sum.into_iter().for_each(|sum| *sum += 1);
            parts.into_iter().flatten().for_each(|part| *part += 1);
            note.into_iter().for_each(|note| note.make_ascii_uppercase());
            lines.into_iter().flatten().for_each(|line| *line = format!("{}!", &**line).into());
            name.into_iter().for_each(|name| *name = String::from("named").into());
            there.into_iter().map(u32::from).sum()
        }

        fn borrowing(go: u32) -> u64 {
            let mut made = abi::make(u64::from(go));
            made.add(1);
            let mut mine = Plain::new(made.total());
            let alive = Alive::new();
            let given: Option<Box<dyn Counter>> =
                if go > 0 { Some(Box::new(Plain::new(7))) } else { None };
            let answer = abi::inspect(
                &mut mine,
                given,
                Box::new(move |n| {
                    drop(alive);
                    n + 1
                }),
            );
            answer + mine.count
        }

        fn lead<'w>(counter: wire::MutDyn<'w, dyn Counter + 'w>) -> Box<dyn Watch<'w> + 'w> {
            Box::new(Leading { counter, step: None, also: None, _alive: Alive::new() })
        }

        fn hand<'w>(watch: Box<dyn Watch<'w> + 'w>) -> Box<dyn Watch<'w> + 'w> {
            watch
        }

        fn look<'w>(counter: wire::RefDyn<'w, dyn Counter + 'w>) -> Box<dyn Total + 'w> {
            Self::perhaps(Some(counter), None)
        }

        fn feed<'w>(
            text: &'w str,
            to: wire::MutDyn<'w, dyn FnMut(u64, &'w str) -> u64 + 'w>,
        ) -> Box<dyn Watch<'w> + 'w> {
            Box::new(Feeding { sum: 0, text, to, step: None, _alive: Alive::new() })
        }

        fn either(counter: Option<&mut dyn Counter>, step: Option<&mut dyn FnMut(u64) -> u64>) -> u64 {
            let total = counter.map_or(0, |counter| counter.add(1));
            step.map_or(total, |step| step(total))
        }

        fn perhaps<'w>(
            counter: Option<wire::RefDyn<'w, dyn Counter + 'w>>,
            step: Option<wire::RefDyn<'w, dyn Fn(u64) -> u64 + 'w>>,
        ) -> Box<dyn Total + 'w> {
            Box::new(Perhaps { counter, step, _alive: Alive::new() })
        }

        fn offer(
            there: bool,
            to: &mut dyn FnMut(Option<&dyn Counter>, Option<&mut dyn FnMut(u64) -> u64>) -> u64,
        ) -> u64 {
            if there {
                to(Some(&Plain::new(5)), Some(&mut |n| n + 10))
            } else {
                to(None, None)
            }
        }

        fn introduce<'v>(total: wire::RefDyn<'v, dyn Total + 'v>, meeting: &mut dyn Meeting<'v>) {
            meeting.meet(total);
        }

        async fn soon<'a, 'b>(
            counter: wire::RefDyn<'a, dyn Counter + 'a>,
            step: wire::RefDyn<'b, dyn Fn(u64) -> u64 + 'b>,
        ) -> u64 {
            Perhaps { counter: Some(counter), step: Some(step), _alive: Alive::new() }.total()
        }
    }

    abi::export!(Plugin);
}
