//! A plugin that writes to what it is lent within other values.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{wire, Both, Found, Order, Out, Packer, Request, Rest, Sink, Span, Streams, Two};
    use std::io::Write;
    use std::sync::atomic::{AtomicU32, Ordering};

    static LIVING: AtomicU32 = AtomicU32::new(0);

    /// The bytes as runs: where each begins, and how long it is.
    fn runs(input: &[u8]) -> impl Iterator<Item = (usize, usize)> + '_ {
        let mut at = 0;
        std::iter::from_fn(move || {
            let first = *input.get(at)?;
            let length = input[at..].iter().take(255).take_while(|byte| **byte == first).count();
            at += length;
            Some((at - length, length))
        })
    }

    fn pack(request: Request<'_>) -> Result<usize, usize> {
        let needed = 2 * runs(request.input).count();
        for ((at, length), pair) in runs(request.input).zip(request.output.chunks_exact_mut(2)) {
            pair.copy_from_slice(&[length as u8, request.input[at]]);
        }
        if needed > request.output.len() { Err(needed) } else { Ok(needed) }
    }

    struct Counting(u64);

    impl Drop for Counting {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    impl Packer for Counting {
        fn pack(&mut self, request: Request<'_>) -> Result<usize, usize> {
            self.0 += request.input.len() as u64;
            pack(request)
        }

        fn total(&self) -> u64 {
            self.0
        }
    }

    struct Plugin;

    impl Streams for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn pack(request: Request<'_>) -> Result<usize, usize> {
            pack(request)
        }

        fn packer() -> Box<dyn Packer> {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Box::new(Counting(0))
        }

        fn packing() -> Box<dyn Fn(Request<'_>) -> Result<usize, usize>> {
            Box::new(pack)
        }

        fn find(input: &[u8], found: Found<'_, '_>) -> bool {
            let mut longest = Span { at: 0, length: 0 };
            *found.count = 0;
            for (at, length) in runs(input).filter(|(_, length)| *length > 1) {
                let span = Span { at: at as u32, length: length as u32 };
                if length as u32 > longest.length {
                    longest = Span { at: span.at, length: span.length };
                }
                if let Some(place) = found.spans.get_mut(*found.count as usize) {
                    *place = span;
                }
                *found.count += 1;
            }
            if let Some(place) = found.longest {
                *place = longest;
            }
            *found.count as usize <= found.spans.len()
        }

        fn write(text: &str, sink: Sink<'_>) -> u32 {
            match sink {
                Sink::Bytes(bytes) => {
                    let mut times = 0;
                    for room in bytes.chunks_exact_mut(text.len()) {
                        room.copy_from_slice(text.as_bytes());
                        times += 1;
                    }
                    times
                }
                Sink::Codes { codes, order } => {
                    let count = text.chars().count();
                    let mut times = 0;
                    for room in codes.chunks_exact_mut(count) {
                        for (place, code) in room.iter_mut().zip(text.chars()) {
                            *place = code;
                        }
                        if matches!(order, Order::Big) {
                            room.reverse();
                        }
                        times += 1;
                    }
                    times
                }
                Sink::Owned(owned) => {
                    *owned = format!("{}{text}", &**owned).into();
                    1
                }
                Sink::List(list) => {
                    let mut lines = vec![wire::String::from(text.to_string())];
                    lines.append(&mut std::mem::take(list).into_std());
                    *list = lines.into();
                    1
                }
                Sink::Over(over) => {
                    over.make_ascii_uppercase();
                    1
                }
                Sink::Nothing => 0,
            }
        }

        fn twice(both: Both<'_, '_>) {
            let [first, second] = both.marks;
            *first = pack(both.first).is_ok();
            *second = both.second.into_std().is_some_and(|request| pack(request).is_ok());
        }

        fn pair(pair: (&mut u8, &mut [u16], u8), more: Option<(&mut f64, bool)>) -> u8 {
            let last = std::mem::replace(pair.0, pair.2);
            pair.1.reverse();
            if let Some((number, true)) = more {
                *number = -*number;
            }
            last
        }

        fn mix(from: &[u8], pair: (&mut [u8], u8), to: &mut [u8]) {
            for ((byte, one), other) in from.iter().zip(pair.0).zip(to) {
                *one = byte.wrapping_add(pair.1);
                *other = *one;
            }
        }

        fn fill(request: Request<'_>, with: u8) -> usize {
            request.output.fill(with);
            request.output.len()
        }

        fn feed(out: &mut Out<'_>, input: &[u8]) -> usize {
            let mut taken = 0;
            for (at, length) in runs(input) {
                let Some(pair) = out.to.get_mut(out.used..out.used + 2) else { break };
                pair.copy_from_slice(&[length as u8, input[at]]);
                out.used += 2;
                taken = at + length;
            }
            taken
        }

        fn put(rest: &mut Rest<'_>, bytes: &[u8]) -> usize {
            rest.rest.write(bytes).unwrap()
        }

        fn rearrange(two: Option<&mut Two<'_, '_>>, how: u32) {
            let Some(two) = two else { return };
            match how {
                0 => {
                    std::mem::swap(&mut two.first, &mut two.second);
                    if let Some(other) = &mut two.other {
                        std::mem::swap(&mut two.one, other);
                    }
                }
                1 => {
                    let one = std::mem::take(&mut two.one);
                    let (left, right) = one.split_at_mut(one.len() / 2);
                    two.one = left;
                    two.other = Some(right);
                }
                2 => {
                    two.one = &mut [];
                    two.other = None;
                }
                _ => panic!("there is no such way"),
            }
        }

        fn render(channels: &mut [&mut [f32]], how: u32) -> u32 {
            let mut values = 0;
            for (number, channel) in channels.iter_mut().enumerate() {
                channel.fill(number as f32);
                values += channel.len() as u32;
            }
            match how {
                0 => {}
                1 => channels.reverse(),
                2 => {
                    let first = std::mem::take(&mut channels[0]);
                    (channels[0], channels[1]) = first.split_at_mut(first.len() / 2);
                }
                3 => channels.fill_with(Default::default),
                _ => panic!("there is no such way"),
            }
            values
        }

        fn drain(rooms: Option<&mut [Rest<'_>]>, with: u8) -> bool {
            let Some(rooms) = rooms else { return false };
            for room in rooms {
                let _ = room.rest.write(&[with]);
            }
            true
        }

        fn during(request: Request<'_>, inside: &mut dyn FnMut()) -> usize {
            let Request { input, output } = request;
            let _ = pack(Request { input, output });
            let before = output.to_vec();
            inside();
            before.iter().zip(output.iter()).filter(|(a, b)| a != b).count()
        }
    }

    crate::abi::export!(Plugin);
}
