//! A plugin that goes on writing to what it is lent.
#[rustfmt::skip]
mod abi;

pub use plugin::Chalk;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{wire, Point, Slate, Slates, Writer};
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::Mutex;
    use std::task::Poll;

    const END: u8 = 255;

    static LIVING: AtomicU32 = AtomicU32::new(0);

    /// What is counted as long as it is there.
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

    /// Writes to places one after the other.
    struct Pen<'a, T> {
        room: &'a mut [T],
        used: usize,
    }

    impl<'a, T> Pen<'a, T> {
        fn of(room: &'a mut [T]) -> Self {
            Pen { room, used: 0 }
        }

        fn put(&mut self, value: T) -> bool {
            let Some(place) = self.room.get_mut(self.used) else { return false };
            *place = value;
            self.used += 1;
            true
        }
    }

    struct Bytes<'a> {
        pen: Pen<'a, u8>,
        _living: Living,
    }

    fn bytes(room: &mut [u8]) -> Bytes<'_> {
        Bytes { pen: Pen::of(room), _living: Living::new() }
    }

    impl Writer for Bytes<'_> {
        fn write(&mut self, byte: u8) -> bool {
            self.pen.put(byte)
        }
    }

    impl Drop for Bytes<'_> {
        fn drop(&mut self) {
            self.pen.put(END);
        }
    }

    struct Telling<'a> {
        bytes: Bytes<'a>,
        to: wire::RefDyn<'a, dyn Fn(usize) + 'a>,
    }

    impl Writer for Telling<'_> {
        fn write(&mut self, byte: u8) -> bool {
            self.bytes.write(byte)
        }
    }

    impl Drop for Telling<'_> {
        fn drop(&mut self) {
            self.to.with(|to| to(self.bytes.pen.used));
        }
    }

    /// A writer that does no more than that.
    struct By<F>(F, #[allow(dead_code)] Living);

    impl<F: FnMut(u8) -> bool> Writer for By<F> {
        fn write(&mut self, byte: u8) -> bool {
            self.0(byte)
        }
    }

    fn moved(point: &mut Point, byte: u8) {
        point.x += i16::from(byte);
        point.y -= i32::from(byte);
        point.seen = true;
    }

    pub struct Chalk<'a> {
        pen: Pen<'a, u16>,
        _living: Living,
    }

    impl Drop for Chalk<'_> {
        fn drop(&mut self) {
            self.pen.put(u16::from(END));
        }
    }

    struct Board<'x> {
        rooms: Vec<Pen<'x, u8>>,
        to: Option<wire::RefDyn<'x, dyn Fn(usize) + 'x>>,
        _living: Living,
    }

    impl<'x> Slate<'x> for Board<'x> {
        fn add(&mut self, room: &'x mut [u8]) {
            assert!(!room.is_empty(), "there is no room");
            self.rooms.push(Pen::of(room));
        }

        fn write(&mut self, byte: u8) -> bool {
            self.rooms.last_mut().is_some_and(|room| room.put(byte))
        }

        fn wipe(&mut self) -> &'x [u8] {
            assert!(!self.rooms.is_empty(), "there is nothing on it");
            self.rooms.remove(0).room
        }
    }

    impl Drop for Board<'_> {
        fn drop(&mut self) {
            let used = self.rooms.iter().map(|room| room.used).sum();
            for room in &mut self.rooms {
                room.put(END);
            }
            if let Some(to) = &self.to {
                to.with(|to| to(used));
            }
        }
    }

    /// What it keeps until it is unloaded.
    static KEPT: Mutex<Option<&'static mut u64>> = Mutex::new(None);

    struct Plugin;

    impl Slates for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn writer<'a>(room: &'a mut [u8]) -> Box<dyn Writer + 'a> {
            Box::new(bytes(room))
        }

        fn sender<'a>(room: &'a mut [u8]) -> Box<dyn Writer + Send + 'a> {
            Box::new(bytes(room))
        }

        fn telling<'a>(room: &'a mut [u8], to: wire::RefDyn<'a, dyn Fn(usize) + 'a>) -> Box<dyn Writer + 'a> {
            Box::new(Telling { bytes: bytes(room), to })
        }

        fn early<'a>(room: &'a mut [u8], to: wire::RefDyn<'a, dyn Fn(usize) + 'a>) -> Box<dyn Writer + 'a> {
            to.with(|to| to(0));
            if let Some(first) = room.first_mut() {
                *first = 1;
            }
            Box::new(bytes(room))
        }

        fn swap<'a>(writer: Box<dyn Writer + 'a>, room: &'a mut [u8]) -> &'a [u8] {
            drop(writer);
            room
        }

        fn maybe<'a>(room: &'a mut [u8], now: bool) -> Option<Box<dyn Writer + 'a>> {
            assert!(!room.is_empty(), "there is no room");
            if now {
                room[0] = 7;
                return None;
            }
            Some(Box::new(bytes(room)))
        }

        fn points<'a>(points: &'a mut [Point]) -> Box<dyn Writer + 'a> {
            let mut points = points.iter_mut();
            Box::new(By(move |byte| points.next().map(|point| moved(point, byte)).is_some(), Living::new()))
        }

        fn origin<'a>(point: &'a mut Point) -> Box<dyn Writer + 'a> {
            let write = move |byte| {
                moved(point, byte);
                true
            };
            Box::new(By(write, Living::new()))
        }

        fn counter<'a>(count: &'a mut u32) -> Box<dyn FnMut(u32) -> u32 + 'a> {
            let living = Living::new();
            Box::new(move |more| {
                let _ = &living;
                *count += more;
                *count
            })
        }

        fn letters<'a>(text: &'a mut str) -> Box<dyn Writer + 'a> {
            let mut rest = text;
            let write = move |byte: u8| {
                let all = std::mem::take(&mut rest);
                let fits = byte.is_ascii() && all.chars().next().is_some_and(|first| first.is_ascii());
                if !fits {
                    rest = all;
                    return false;
                }
                let (first, others) = all.split_at_mut(1);
                // A letter of one byte for another, for want of a way to put in any.
                let wanted = char::from(byte);
                if wanted.is_ascii_uppercase() {
                    first.make_ascii_uppercase();
                } else {
                    first.make_ascii_lowercase();
                }
                rest = others;
                true
            };
            Box::new(By(write, Living::new()))
        }

        fn marks<'a>(marks: &'a mut [bool]) -> Box<dyn Writer + 'a> {
            let mut pen = Pen::of(marks);
            Box::new(By(move |byte| pen.put(byte % 2 == 1), Living::new()))
        }

        async fn marking(marks: &mut [bool], byte: u8) -> u32 {
            let _living = Living::new();
            let mut pen = Pen::of(marks);
            poll_fn(|context| {
                if !pen.put(byte % 2 == 1) {
                    return Poll::Ready(pen.used as u32);
                }
                context.waker().wake_by_ref();
                Poll::Pending
            })
            .await
        }

        fn capitals<'a>(text: &'a mut str) -> &'a str {
            text.make_ascii_uppercase();
            text.split(' ').next().unwrap_or("")
        }

        fn sorted<'a>(numbers: &'a mut [u32], least: u32) -> &'a [u32] {
            numbers.sort_unstable();
            let less = numbers.partition_point(|number| *number < least);
            &numbers[less..]
        }

        fn within<'a, 'b>(one: &'a mut u32, other: &'b mut u32) -> Box<dyn FnMut(u32) + 'b>
        where
            'a: 'b,
        {
            let living = Living::new();
            Box::new(move |more| {
                let _ = &living;
                *one += more;
                *other += *one;
            })
        }

        fn chalk<'a>(room: &'a mut [u16]) -> Box<Chalk<'a>> {
            Box::new(Chalk { pen: Pen::of(room), _living: Living::new() })
        }

        fn turn<'a>(chalk: &mut Chalk<'a>, room: &'a mut [u16]) {
            chalk.pen = Pen::of(room);
        }

        fn draw(chalk: &mut Chalk<'_>, number: u16) -> bool {
            chalk.pen.put(number)
        }

        fn slate<'x>() -> Box<dyn Slate<'x> + 'x> {
            Box::new(Board { rooms: Vec::new(), to: None, _living: Living::new() })
        }

        fn named<'x>(to: wire::RefDyn<'x, dyn Fn(usize) + 'x>) -> Box<dyn Slate<'x> + 'x> {
            Box::new(Board { rooms: Vec::new(), to: Some(to), _living: Living::new() })
        }

        fn lend<'x>(slate: &mut dyn Slate<'x>, room: &'x mut [u8]) {
            slate.add(room);
        }

        fn fill(room: &mut [u8], byte: u8) {
            room.fill(byte);
        }

        fn keep(count: &'static mut u64) {
            *KEPT.lock().unwrap() = Some(count);
        }

        fn count(number: u64) {
            **KEPT.lock().unwrap().as_mut().expect("nothing is kept") += number;
        }
    }

    crate::abi::export!(Plugin);
}
