//! A plugin that has room of its host's, and marks beside what is in it.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Album, Albums, Mark};
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
    use std::sync::Mutex;

    static LIVING: AtomicU32 = AtomicU32::new(0);

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

    struct Number(u32, Alive);

    impl Mark for Number {
        fn get(&self) -> u32 {
            self.0
        }

        fn set(&mut self, n: u32) {
            self.0 = n;
        }
    }

    type Noted<'a> = wire::RefDyn<'a, dyn Mark + Sync + 'a>;

    struct Pages<'a> {
        room: &'a [u8],
        noted: Mutex<Option<Noted<'a>>>,
        _alive: Option<Alive>,
    }

    impl<'a> Album<'a> for Pages<'a> {
        fn page(&self) -> &'a [u8] {
            self.room
        }

        fn note(&self, mark: Noted<'a>) {
            *self.noted.lock().unwrap() = Some(mark);
        }

        fn read(&self, act: &mut dyn FnMut()) -> u32 {
            act();
            self.noted.lock().unwrap().as_ref().map_or(0, |mark| mark.get())
        }
    }

    struct Plugin;

    impl Albums for Plugin {
        fn living() -> u32 {
            LIVING.load(SeqCst)
        }

        fn mark(n: u32) -> Box<dyn Mark + Send + Sync> {
            Box::new(Number(n, Alive::new()))
        }

        fn album<'a>(room: &'a mut [u8]) -> Box<dyn Album<'a> + Send + Sync + 'a> {
            Box::new(Pages { room, noted: Mutex::new(None), _alive: Some(Alive::new()) })
        }

        fn left<'a>(room: &'a mut [u8]) -> wire::RefDyn<'a, dyn Album<'a> + Sync + 'a> {
            let left: &'a Pages<'a> = Box::leak(Box::new(Pages { room, noted: Mutex::new(None), _alive: None }));
            let album: &'a (dyn Album<'a> + Sync + 'a) = left;
            album.into()
        }

        fn sum<'p>(page: &'p [u8], act: &mut dyn FnMut()) -> (&'p [u8], u32) {
            act();
            (page, page.iter().map(|byte| u32::from(*byte)).sum())
        }
    }

    abi::export!(Plugin);
}
