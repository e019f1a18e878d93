//! The plugin again, in Rust: it cannot misbehave, and what only C can do it fails at.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Account, Fault, Job, Machine, Machines, Operation, Order};
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    static LIVING: AtomicU64 = AtomicU64::new(0);
    static CALLS: AtomicU64 = AtomicU64::new(0);

    type Step = wire::Function<'static, fn(u32) -> u32>;

    static HELD: Mutex<Option<Step>> = Mutex::new(None);

    thread_local! {
        /// Orders stay on the thread that gave them.
        static ORDERS: std::cell::RefCell<Vec<Order>> = const { std::cell::RefCell::new(Vec::new()) };
    }

    /// Counts as long as it lives.
    struct Alive;

    impl Alive {
        fn new() -> Alive {
            LIVING.fetch_add(1, SeqCst);
            Alive
        }
    }

    impl Drop for Alive {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, SeqCst);
        }
    }

    fn called(_alive: &Alive) {
        CALLS.fetch_add(1, SeqCst);
    }

    fn adding(from: u32) -> Box<dyn FnMut(u32) -> u32> {
        let (alive, mut sum) = (Alive::new(), from);
        Box::new(move |n| {
            called(&alive);
            assert_ne!(n, 13, "unlucky");
            sum += n;
            sum
        })
    }

    fn plus(by: u32) -> Box<dyn Fn(u32) -> u32> {
        let alive = Alive::new();
        Box::new(move |n| {
            called(&alive);
            n + by
        })
    }

    fn order(name: &str) -> Option<Order> {
        match name {
            "halt" => Some(Order::Halt),
            "add" => Some(Order::Add(3)),
            "run" => Some(Order::Run(adding(100).into())),
            "last" => {
                let alive = Alive::new();
                let finish: Box<dyn FnOnce(String) -> Result<String, String>> = Box::new(move |name: String| {
                    called(&alive);
                    if name.is_empty() { Err("nameless".into()) } else { Ok(name) }
                });
                Some(Order::Last { name: name.to_string().into(), finish: finish.into() })
            }
            _ => None,
        }
    }

    /// Obeys one order; what is left of it is the answer's second part.
    fn obey(order: Order, value: u32) -> (Result<u32, String>, Order) {
        match order {
            Order::Halt => (Ok(value), Order::Halt),
            Order::Add(n) => (Ok(value + n), Order::Add(n)),
            Order::Run(run) => {
                let mut run: Box<dyn FnMut(u32) -> u32> = run.into_std();
                let answer = run(value);
                (Ok(answer), Order::Run(run.into()))
            }
            Order::Last { name, finish } => {
                let finish: Box<dyn FnOnce(String) -> Result<String, String>> = finish.into_std();
                let answer = finish(name.into_std());
                (answer.map(|text| value + text.len() as u32), Order::Halt)
            }
        }
    }

    /// Is pending some times, and has itself polled again each time.
    struct Task {
        id: u32,
        polls: u32,
        alive: Alive,
    }

    impl Future for Task {
        type Output = Result<String, u32>;

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
            called(&self.alive);
            if self.polls > 0 {
                self.polls -= 1;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            assert_ne!(self.id, 13, "unlucky");
            Poll::Ready(if self.id % 2 == 0 { Ok("even".into()) } else { Err(self.id) })
        }
    }

    struct Plugin;

    impl Machines for Plugin {
        fn account() -> Account {
            Account { living: LIVING.load(SeqCst), wrong: 0, calls: CALLS.load(SeqCst) }
        }

        fn misbehave(_fault: Fault) {}

        fn machine<'a>(name: &'a str, parts: u32) -> Machine<'a> {
            let alive = Alive::new();
            let finish: Box<dyn FnOnce(&str) -> String + 'a> = Box::new(move |text: &str| {
                called(&alive);
                format!("{name} {text}")
            });
            let counted = Alive::new();
            let scale: Arc<dyn Fn(u32) -> u32 + Send + Sync> = Arc::new(move |n| {
                called(&counted);
                2 * n
            });
            let parts: Vec<_> =
                (0..parts).map(|i| (plus(i).into(), format!("part {i}").into()).into()).collect();
            Machine { name, step: adding(0).into(), finish: Some(finish.into()), scale: scale.into(), parts: parts.into() }
        }

        fn run<'a>(machine: Machine<'a>, times: u32) -> String {
            let mut step: Box<dyn FnMut(u32) -> u32 + 'a> = machine.step.into_std();
            let stepped = (0..times).map(|i| step(i)).last().unwrap_or(0);
            let scale: Arc<dyn Fn(u32) -> u32 + Send + Sync> = machine.scale.into_std();
            let scaled = scale(stepped);
            let mut part = 0;
            for tuple in machine.parts.into_std() {
                let (call, _label) = tuple.into_std();
                let call: Box<dyn Fn(u32) -> u32> = call.into_std();
                part += call(1);
            }
            let end = machine.finish.map(|finish| {
                let finish: Box<dyn FnOnce(&str) -> String + 'a> = finish.into_std();
                finish("has ended")
            });
            let said = format!("{}: {stepped} {scaled} {part}", machine.name);
            end.map_or(said.clone(), |end| format!("{said}, {end}"))
        }

        fn same<'a>(machine: Machine<'a>) -> Machine<'a> {
            machine
        }

        fn keep(orders: Vec<Order>) {
            ORDERS.with(|kept| kept.replace(orders));
        }

        fn obey(from: u32) -> Result<u32, String> {
            let mut value = from;
            let orders = ORDERS.with(|kept| kept.take());
            let (mut left, mut answer) = (Vec::new(), Ok(value));
            for order in orders {
                if answer.is_err() {
                    left.push(order);
                    continue;
                }
                let (obeyed, rest) = obey(order, value);
                value = *obeyed.as_ref().unwrap_or(&value);
                answer = obeyed;
                left.push(rest);
            }
            ORDERS.with(|kept| kept.replace(left));
            answer
        }

        fn release() {
            ORDERS.with(|kept| kept.take());
        }

        fn order(name: &str) -> Result<Order, String> {
            order(name).ok_or_else(|| "no such order".into())
        }

        fn both(order: Order, fallback: Option<Order>) -> (Order, Option<Order>) {
            (order, fallback)
        }

        fn job(id: u32, polls: u32) -> Job {
            let work: Box<dyn Future<Output = Result<String, u32>>> = Box::new(Task { id, polls, alive: Alive::new() });
            Job { id, work: work.into() }
        }

        fn jobs(jobs: Vec<Job>) -> u32 {
            let mut context = Context::from_waker(Waker::noop());
            let mut sum = 0;
            for job in jobs {
                let work: Box<dyn Future<Output = Result<String, u32>>> = job.work.into_std();
                match Pin::from(work).as_mut().poll(&mut context) {
                    Poll::Ready(Ok(text)) => sum += text.len() as u32,
                    Poll::Ready(Err(n)) => sum += n,
                    Poll::Pending => {}
                }
            }
            sum
        }

        fn ask_order(question: u32) -> Result<u32, String> {
            let asked = abi::answer(question, order("run").unwrap());
            obey(asked, question).0
        }

        fn visit(visit: &mut dyn FnMut(Machine<'_>) -> Order) -> u32 {
            let name = String::from("visited");
            let order = visit(Self::machine(&name, 2));
            obey(order, 1).0.unwrap_or_else(|text| panic!("{text}"))
        }

        fn twice(_order: Order) -> u32 {
            panic!("what is FnOnce cannot be called twice")
        }

        fn operation(name: &str) -> Option<Operation> {
            match name {
                "add" => Some(Operation {
                    apply: wire::Function::of(|a: u32, b: u32| {
                        assert!(a + b <= 1_000_000_000, "{} is too much", a + b);
                        a + b
                    }),
                    undo: Some(wire::Function::of(|a: u32, b: u32| {
                        a.checked_sub(b).ok_or_else(|| String::from("less than nothing"))
                    })),
                }),
                "mul" => Some(Operation { apply: wire::Function::of(|a: u32, b: u32| a * b), undo: None }),
                _ => None,
            }
        }

        fn calculate(operation: Operation, a: u32, b: u32) -> Result<u32, String> {
            let applied = operation.apply.call(a, b);
            operation.undo.map_or(Ok(applied), |undo| undo.call(applied, b))
        }

        fn twice_of(f: Step, n: u32) -> u32 {
            f.call(f.call(n))
        }

        fn speaker(loud: bool) -> wire::Function<'static, fn(&str) -> String> {
            if loud {
                wire::Function::of(|text: &str| text.to_uppercase())
            } else {
                wire::Function::of(|text: &str| text.to_string())
            }
        }

        fn plain() -> wire::Function<'static, extern "C" fn(i32) -> i32> {
            wire::Function::of(|n: i32| -n)
        }

        fn bounded<'a>(_text: &'a str) -> wire::Function<'a, fn(u32) -> u32> {
            wire::Function::of(|n: u32| n + 1)
        }

        fn hold(f: Option<Step>) {
            *HELD.lock().unwrap() = f;
        }

        fn hold_for<'a>(_text: &'a str, _f: wire::Function<'a, fn(u32) -> u32>) {}

        fn held(n: u32, elsewhere: bool) -> Option<u32> {
            let held = *HELD.lock().unwrap();
            held.map(|f| {
                if elsewhere {
                    std::thread::spawn(move || f.call(n)).join().unwrap_or_else(|thrown| std::panic::resume_unwind(thrown))
                } else {
                    f.call(n)
                }
            })
        }

        fn same_function(f: Step) -> Step {
            f
        }

        fn all_of(fs: Vec<Step>, n: u32) -> u32 {
            fs.iter().fold(n, |n, f| f.call(n))
        }

        fn choose(n: u32) -> u32 {
            abi::chosen(wire::Function::of(|n: u32| 3 * n)).call(n)
        }

        fn nothing() -> Step {
            panic!("there is a function in every fn")
        }

        fn late(_order: Order) -> u32 {
            panic!("what was dropped cannot be called")
        }
    }

    abi::export!(Plugin);
}
