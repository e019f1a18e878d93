//! Two clocks: the wall's, and that of the processor while it works for this thread. On a machine that is busy with other
//! things the second says more.

use std::time::{Duration, Instant};

#[repr(C)]
struct Timespec {
    seconds: i64,
    nanoseconds: i64,
}

/// `CLOCK_THREAD_CPUTIME_ID` of 64-bit Linux.
const THREAD: i32 = 3;

extern "C" {
    fn clock_gettime(clock: i32, time: *mut Timespec) -> i32;
}

pub struct Clock {
    wall: Instant,
    processor: Duration,
}

impl Clock {
    pub fn start() -> Clock {
        Clock {
            wall: Instant::now(),
            processor: processor(),
        }
    }

    /// What has passed, in nanoseconds: of the wall's time, and of the processor's.
    pub fn elapsed(&self) -> (u128, u128) {
        let processor = processor() - self.processor;
        (self.wall.elapsed().as_nanos(), processor.as_nanos())
    }
}

fn processor() -> Duration {
    let mut time = Timespec {
        seconds: 0,
        nanoseconds: 0,
    };
    // SAFETY: it writes a `timespec`, which is these two numbers.
    let answer = unsafe { clock_gettime(THREAD, &mut time) };
    assert_eq!(answer, 0, "there is no clock for the processor's time");
    Duration::new(time.seconds as u64, time.nanoseconds as u32)
}
