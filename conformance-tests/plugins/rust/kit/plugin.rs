//! What its author writes of `kit`: no line of it is unsafe but the one function that the descriptor says is.
use crate::abi::{self, wire, Colour, Counter, Handlers, Kit, Point, Shape, Tight, Total};
use std::{ffi::CStr, sync::Arc};

struct Plugin;

struct Named<'c> {
    name: &'c str,
    label: String,
    count: u64,
}

impl<'c> Counter<'c> for Named<'c> {
    fn add(&mut self, by: u32) -> u64 {
        self.count += u64::from(by);
        self.count
    }

    fn name(&self) -> &'c str {
        self.name
    }

    fn own(&self) -> Option<&str> {
        (self.count > 0).then_some(&self.label)
    }

    fn finish(self: Box<Self>) -> String {
        format!("{} ended at {}", self.name, self.count)
    }

    fn plain(&self, factor: u32) -> u64 {
        self.count * u64::from(factor)
    }

    fn merge(&mut self, other: &dyn Counter<'c>) {
        self.count += other.plain(1);
    }
}

impl Drop for Named<'_> {
    fn drop(&mut self) {
        abi::log(&format!("dropped {}", self.name));
    }
}

/// A counter that counts twice as fast as one of the host's.
struct Doubled<'c>(Box<dyn Counter<'c> + 'c>);

impl<'c> Counter<'c> for Doubled<'c> {
    fn add(&mut self, by: u32) -> u64 {
        self.0.add(2 * by)
    }

    fn name(&self) -> &'c str {
        self.0.name()
    }

    fn own(&self) -> Option<&str> {
        self.0.own()
    }

    fn finish(self: Box<Self>) -> String {
        format!("doubled: {}", self.0.finish())
    }

    fn plain(&self, factor: u32) -> u64 {
        self.0.plain(factor)
    }

    fn merge(&mut self, other: &dyn Counter<'c>) {
        self.0.merge(other);
    }
}

struct Sum(Vec<wire::ArcDyn<dyn Total + Send + Sync>>);

impl Total for Sum {
    fn total(&self) -> u64 {
        self.0.iter().map(|part| part.clone().into_std().total()).sum()
    }

    fn raw(&mut self) -> u64 {
        self.0.clear();
        0
    }
}

fn thrice(x: u32) -> u32 {
    3 * x
}

impl Kit for Plugin {
    fn scalars(a: bool, b: char, c: u8, d: i16, e: f32, f: f64, g: isize, h: Colour) -> (bool, char, Colour) {
        let sum = f64::from(c) + f64::from(d) + f64::from(e) + f + g as f64;
        abi::log(&format!("{a} {b} {sum} {h:?}"));
        (!a, b.to_ascii_uppercase(), if h == Colour::Red { Colour::Blue } else { Colour::Red })
    }

    fn wide(a: &u128, b: &mut i128) -> u128 {
        *b = -*b;
        a + 1
    }

    fn array(a: &[u16; 3]) -> [u16; 3] {
        [a[2], a[1], a[0]]
    }

    fn shape<'a>(shape: Shape<'a>, twice: bool) -> Result<Shape<'a>, String> {
        match shape {
            Shape::Nothing => Err("nothing".to_owned()),
            Shape::Dot(p) => Ok(Shape::Dot(Point { x: p.y, y: p.x })),
            Shape::Label { text, colour, size } => {
                let size: Option<u64> = size.into();
                Ok(Shape::Label { text, colour, size: size.map(|s| if twice { 2 * s } else { s }).into() })
            }
            Shape::Many(points, text) => {
                let mut points = points.into_std();
                if twice {
                    points.extend(points.clone());
                }
                Ok(Shape::Many(points.into(), text.to_uppercase().into()))
            }
        }
    }

    fn tight(a: &Tight) -> (u8, u64) {
        (a.tag + u8::from(a.flag), a.big)
    }

    fn slices(a: &mut [u32], b: Option<&[Point]>, c: &CStr, d: Option<&mut [u8]>) -> (u32, i32) {
        a.reverse();
        if let Some(bytes) = d {
            bytes.fill(b'!');
        }
        (c.to_bytes().len() as u32, b.map_or(-1, |points| points.iter().map(|p| p.x).sum()))
    }

    fn owned(
        a: String,
        b: Vec<wire::String>,
        c: Box<Point>,
        d: Box<[u32]>,
        e: Box<str>,
        f: Option<Vec<u8>>,
    ) -> Vec<wire::String> {
        let mut all = b;
        all.push(format!("{a} {} {} {e} {}", c.x, d.len(), f.map_or(0, |f| f.len())).into());
        all
    }

    fn arc(a: wire::Arc<Point>, twice: bool) -> (wire::Arc<Point>, Option<wire::Arc<Point>>) {
        let mine = wire::Arc::new(Point { x: a.y, y: a.x });
        let other = twice.then(|| a.clone());
        (mine, other)
    }

    fn counter<'c>(name: &'c str) -> Box<dyn Counter<'c> + 'c> {
        Box::new(Named { name, label: format!("<{name}>"), count: 0 })
    }

    fn wrap<'c>(inner: Box<dyn Counter<'c> + 'c>, really: bool) -> Box<dyn Counter<'c> + 'c> {
        if really { Box::new(Doubled(inner)) } else { inner }
    }

    fn lend<'c>(counter: &mut dyn Counter<'c>, times: u32) -> &'c str {
        for _ in 0..times {
            counter.add(1);
        }
        let mut own = abi::make("made");
        own.merge(counter);
        abi::log(&own.finish());
        counter.name()
    }

    fn total(parts: Vec<wire::ArcDyn<dyn Total + Send + Sync>>) -> Arc<dyn Total + Send + Sync> {
        Arc::new(Sum(parts))
    }

    fn alone(mut part: Arc<dyn Total + Send + Sync>) -> u64 {
        Arc::get_mut(&mut part).map_or(0, |alone| alone.raw())
    }

    fn counted(part: Box<dyn Total + Send + Sync>) -> Arc<dyn Total + Send + Sync> {
        Arc::from(part)
    }

    fn same(part: Arc<dyn Total + Send + Sync>) -> Arc<dyn Total + Send + Sync> {
        part
    }

    fn keep<'a>(mut step: wire::MutDyn<'a, dyn FnMut(u32) -> u32 + 'a>) -> Box<dyn FnMut() -> u32 + 'a> {
        let mut n = 0;
        Box::new(move || {
            n += 1;
            step.with(|step| step(n))
        })
    }

    fn view<'a>(total: wire::RefDyn<'a, dyn Total + 'a>) -> Option<wire::RefDyn<'a, dyn Total + 'a>> {
        (total.total() > 0).then_some(total)
    }

    fn handlers<'a>(prefix: &'a str) -> Handlers<'a> {
        let mut all = 0;
        let each: Box<dyn FnMut(&str) -> u32 + 'a> = Box::new(move |text| {
            all += prefix.len() as u32 + text.len() as u32;
            all
        });
        let once: Box<dyn FnOnce(String) -> String + 'a> = Box::new(move |text| format!("{prefix}{text}"));
        let shared: Arc<dyn Fn(u32) -> u32 + Send + Sync> = Arc::new(|n| n + 1);
        Handlers {
            each: each.into(),
            once: Some(once.into()),
            shared: shared.into(),
            code: wire::Function::of(|text: &str, n: u32| text.len() as u32 * n),
        }
    }

    fn use_handlers<'a>(handlers: Handlers<'a>, text: &str) -> String {
        let mut each = handlers.each.into_std();
        let shared = handlers.shared.into_std();
        let counted = each(text) + each(text) + shared(1) + handlers.code.call(text, 10);
        match handlers.once {
            Some(once) => once.into_std()(format!("{counted}")),
            None => format!("none {counted}"),
        }
    }

    fn apply(
        f: wire::Function<'static, fn(u32) -> u32>,
        g: wire::Function<'static, extern "C" fn(u32) -> u32>,
        x: u32,
    ) -> wire::Function<'static, fn(u32) -> u32> {
        if g.call(f.call(x)) > 100 { f } else { wire::Function::of(thrice) }
    }

    fn longer<'a, 'b: 'a>(a: &'a str, b: &'b str) -> &'a str {
        if a.len() >= b.len() { a } else { b }
    }

    unsafe fn raw(at: *mut u32, count: usize) -> *const u32 {
        // SAFETY: the descriptor's promise, that there are so many.
        unsafe { std::slice::from_raw_parts_mut(at, count).fill(9) };
        at
    }

    fn plain(a: bool, p: &Point, text: &str) -> f64 {
        f64::from(p.x) + text.len() as f64 + f64::from(u8::from(a)) / 2.0
    }

    fn plain_unit(to: &mut u32) {
        *to += abi::now(10) as u32;
    }

    fn nothing() {}

    fn fails(how: u8) -> u32 {
        match how {
            0 => panic!("as it was told to"),
            1 => {
                let _count = Plugin::counter("unwound");
                let heard = abi::ask("stop", &mut |_, _| true);
                abi::log("not reached");
                heard.map_or(1, |s| s.len() as u32)
            }
            _ => {
                let mut heard = Vec::new();
                let answer = abi::ask("go", &mut |word, colour| {
                    heard.push(format!("{word} {colour:?}"));
                    heard.len() < 2
                });
                abi::log(&format!("{heard:?} {answer:?}"));
                heard.len() as u32
            }
        }
    }
}

abi::export!(Plugin);
