//! A plugin that uses what its caller owns, and lends what it owns itself.
#[rustfmt::skip]
mod abi;

pub use plugin::{Team, Tool};

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{wire, Crew, Kit, Shift, Teams, Worker};
    use std::cell::Cell;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Arc, Mutex};

    static LIVING: AtomicU32 = AtomicU32::new(0);
    static HIRED: Mutex<Vec<wire::ArcDyn<dyn Worker + Send + Sync>>> = Mutex::new(Vec::new());

    /// Counted as long as it lives.
    struct Living;

    impl Living {
        fn new() -> Self {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Living
        }
    }

    impl Drop for Living {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    struct Own {
        rate: u32,
        worked: AtomicU32,
        _living: Living,
    }

    impl Own {
        fn new(rate: u32) -> Self {
            Own { rate, worked: AtomicU32::new(0), _living: Living::new() }
        }
    }

    impl Worker for Own {
        fn work(&self, hours: u32) -> u32 {
            self.worked.fetch_add(1, Ordering::SeqCst);
            self.rate * hours
        }

        fn train(&mut self) {
            self.rate += 1;
        }

        fn retire(self: Box<Self>) -> u32 {
            self.worked.load(Ordering::SeqCst)
        }
    }

    /// Works as all of them do.
    struct Watch<'w>(&'w [wire::BoxDyn<dyn Worker + 'w>], #[allow(dead_code)] Living);

    impl Worker for Watch<'_> {
        fn work(&self, hours: u32) -> u32 {
            self.0.iter().map(|worker| worker.work(hours)).sum()
        }

        fn train(&mut self) {}

        fn retire(self: Box<Self>) -> u32 {
            self.0.len() as u32
        }
    }

    pub struct Tool(Cell<u32>, #[allow(dead_code)] Living);

    impl Tool {
        fn used(&self) -> u32 {
            self.0.set(self.0.get() + 1);
            self.0.get()
        }
    }

    pub struct Team(Kit, #[allow(dead_code)] Living);

    fn inspect(kit: &Kit) -> u32 {
        let worked = kit.worker.work(1) + kit.chief.work(1) + Plugin::total(&kit.others, 1);
        let logged = kit.log.as_ref().map_or(0, |log| log.with(|log| log(&kit.name)));
        kit.rate.call(worked) + logged + kit.tool.used()
    }

    pub struct Plugin;

    impl Teams for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn worker(rate: u32) -> Box<dyn Worker> {
            Box::new(Own::new(rate))
        }

        fn chief(rate: u32) -> Arc<dyn Worker + Send + Sync> {
            Arc::new(Own::new(rate))
        }

        fn tool() -> Box<Tool> {
            Box::new(Tool(Cell::new(0), Living::new()))
        }

        fn adding(number: u32) -> Box<dyn Fn(u32) -> u32> {
            let living = Living::new();
            Box::new(move |to| {
                let _ = &living;
                to + number
            })
        }

        fn total(workers: &[wire::BoxDyn<dyn Worker>], hours: u32) -> u32 {
            workers.iter().map(|worker| worker.work(hours)).sum()
        }

        fn one(worker: &wire::BoxDyn<dyn Worker>, hours: u32) -> u32 {
            worker.work(hours)
        }

        fn shift(shift: &Shift) -> u32 {
            match shift {
                Shift::Off => 0,
                Shift::One { worker, hours } => worker.work(*hours),
                Shift::All(workers, hours) => Self::total(workers, *hours),
            }
        }

        fn during(workers: &[wire::BoxDyn<dyn Worker>], act: &mut dyn FnMut()) -> u32 {
            act();
            Self::total(workers, 1)
        }

        fn chain(steps: &[wire::BoxDyn<dyn Fn(u32) -> u32>], at: u32) -> u32 {
            steps.iter().fold(at, |at, step| step.with(|step| step(at)))
        }

        fn rates(rates: &[wire::Function<'static, fn(u32) -> u32>], at: u32) -> u32 {
            rates.iter().fold(at, |at, rate| rate.call(at))
        }

        fn use_all(tools: &[Box<Tool>]) -> u32 {
            tools.iter().map(|tool| tool.used()).sum()
        }

        fn hire(chiefs: &[wire::ArcDyn<dyn Worker + Send + Sync>]) -> u32 {
            let mut hired = HIRED.lock().unwrap();
            hired.extend(chiefs.iter().cloned());
            hired.len() as u32
        }

        fn hired(hours: u32) -> u32 {
            let hired = HIRED.lock().unwrap().clone();
            hired.iter().map(|chief| chief.work(hours)).sum()
        }

        fn dismiss() {
            let hired = std::mem::take(&mut *HIRED.lock().unwrap());
            drop(hired);
        }

        fn inspect(kit: &Kit) -> u32 {
            inspect(kit)
        }

        fn inspect_shared(kit: &&Kit) -> u32 {
            inspect(kit)
        }

        fn busy(crew: Crew<'_>) -> u32 {
            Self::busy_at(&crew)
        }

        fn busy_at(crew: &Crew<'_>) -> u32 {
            crew.workers.iter().map(|worker| worker.work(1)).sum::<u32>() * crew.level
        }

        fn watch<'w>(workers: &'w [wire::BoxDyn<dyn Worker + 'w>]) -> Box<dyn Worker + 'w> {
            Box::new(Watch(workers, Living::new()))
        }

        fn first<'w>(workers: &'w [wire::BoxDyn<dyn Worker>]) -> Option<wire::RefDyn<'w, dyn Worker + 'w>> {
            workers.first().map(|worker| {
                let worker: &'w dyn Worker = &**worker;
                wire::RefDyn::from(worker)
            })
        }

        async fn later(workers: &[wire::BoxDyn<dyn Worker>], kit: &Kit) -> u32 {
            let _living = Living::new();
            Self::total(workers, 1) + Self::inspect(kit)
        }

        fn form(kit: Kit) -> Box<Team> {
            Box::new(Team(kit, Living::new()))
        }

        fn kit(team: &Team) -> &Kit {
            &team.0
        }

        fn members(team: &Team) -> &[wire::BoxDyn<dyn Worker>] {
            &team.0.others
        }

        fn crew<'t>(team: &'t Team) -> Crew<'t> {
            Crew { workers: &team.0.others, level: 2 }
        }

        fn settle(_team: &mut Team) {}

        fn show(team: &Team, seen: &mut dyn FnMut(&Kit) -> u32) -> u32 {
            seen(&team.0)
        }

        fn each(team: &Team, seen: &mut dyn FnMut(&[wire::BoxDyn<dyn Worker>]) -> u32) -> u32 {
            seen(&team.0.others)
        }

        fn beside(
            team: &Team,
            seen: &mut dyn FnMut(&[wire::Tuple2<wire::BoxDyn<dyn Worker>, &Kit>]) -> u32,
        ) -> u32 {
            seen(&[wire::Tuple2(Self::worker(1).into(), &team.0)])
        }
    }

    crate::abi::export!(Plugin);
}
