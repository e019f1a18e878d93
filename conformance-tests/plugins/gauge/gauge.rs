//! The plugin again, in Rust.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![deny(unsafe_code)]

    use crate::abi::{self, Gauge, Level, Point, Probe};
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

    static LIVING: AtomicU64 = AtomicU64::new(0);

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

    struct Own {
        _alive: Alive,
    }

    impl Probe for Own {
        fn read(&self, count: u32) -> u32 {
            sum(count)
        }
    }

    fn sum(count: u32) -> u32 {
        (0..count).map(|i| abi::measure(i, 200 + i as u8)).sum()
    }

    struct Plugin;

    impl Gauge for Plugin {
        fn sum(count: u32) -> u32 {
            sum(count)
        }

        fn plain_sum(count: u32) -> u32 {
            sum(count)
        }

        fn classify(n: i32) -> Level {
            abi::level(n)
        }

        fn mix(at: Point, text: &str) -> f64 {
            abi::mixed(true, at, text) + abi::mixed(false, at, text)
        }

        fn tell(text: &str) -> u32 {
            abi::told(text.to_string());
            abi::told(text.to_string());
            text.len() as u32
        }

        fn probe() -> Box<dyn Probe> {
            Box::new(Own { _alive: Alive::new() })
        }

        fn summing() -> Box<dyn Fn(u32) -> u32> {
            let alive = Alive::new();
            Box::new(move |count| {
                let _alive = &alive;
                sum(count)
            })
        }

        fn living() -> u64 {
            LIVING.load(SeqCst)
        }

        #[allow(unsafe_code)]
        unsafe fn fill(size: u32) -> u32 {
            let place = unsafe { abi::place(size) };
            if place.is_null() {
                return 0;
            }
            let bytes: Vec<u8> = (0..size).map(|i| i as u8).collect();
            // SAFETY: the host says that there are `size` bytes.
            unsafe {
                place.copy_from(bytes.as_ptr(), bytes.len());
                (0..bytes.len()).map(|i| u32::from(*place.add(i))).sum()
            }
        }
    }

    abi::export!(Plugin);
}
