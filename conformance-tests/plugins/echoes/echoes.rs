//! A plugin that reads what its host's functions leave it of what it has lent them, when they have returned.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Echo, Echoes, Line, Picker, Tool, Word};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::Mutex;

    static LIVING: AtomicU32 = AtomicU32::new(0);
    static STRAYS: AtomicU32 = AtomicU32::new(0);
    static OWN_TOOLS: AtomicU32 = AtomicU32::new(0);

    type Cut = Box<dyn for<'t> Fn(&'t str) -> &'t str + Send>;

    static KEPT: Mutex<Option<Cut>> = Mutex::new(None);

    /// A text of its own: what is gone is no text any more.
    struct Own(String);

    impl Own {
        fn new(text: &str) -> Own {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Own(text.to_string())
        }
    }

    impl Drop for Own {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
            std::mem::take(&mut self.0).into_bytes().fill(0xff);
        }
    }

    /// What it was answered with, of a text of its own.
    fn taken(answer: &str, of: &str) -> String {
        let (answered, own) = (answer.as_bytes().as_ptr_range(), of.as_bytes().as_ptr_range());
        if answered.start < own.start || answered.end > own.end {
            STRAYS.fetch_add(1, Ordering::SeqCst);
        }
        answer.to_string()
    }

    fn ask(text: &str, who: impl for<'t> FnOnce(&'t str) -> &'t str) -> String {
        let own = Own::new(text);
        taken(who(&own.0), &own.0)
    }

    fn lines(texts: &[&str]) -> Vec<Own> {
        texts.iter().map(|text| Own::new(text)).collect()
    }

    fn numbered(texts: &[Own]) -> Vec<Line<'_>> {
        (1..).zip(texts).map(|(number, text)| Line { text: &text.0, number }).collect()
    }

    struct Borrowed<'t>(&'t str, #[allow(dead_code)] Own);

    impl<'t> Borrowed<'t> {
        fn new(text: &'t str) -> Box<Borrowed<'t>> {
            Box::new(Borrowed(text, Own::new("")))
        }
    }

    impl Echo for Borrowed<'_> {
        fn text(&self) -> String {
            self.0.to_string()
        }
    }

    fn cut<'x>() -> wire::Function<'static, fn(&'x str, u32) -> &'x str> {
        wire::Function::of(|text: &'x str, count: u32| text.get(count as usize..).unwrap_or(text))
    }

    struct Plugin;

    impl Echoes for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn strays() -> u32 {
            STRAYS.load(Ordering::SeqCst)
        }

        fn cut(text: &str, by: &dyn for<'t> Fn(&'t str) -> &'t str) -> String {
            ask(text, by)
        }

        fn part(bytes: &[u8], by: &dyn for<'t> Fn(&'t [u8]) -> &'t [u8]) -> Vec<u8> {
            by(&bytes.to_vec()).to_vec()
        }

        fn line(texts: &[&str], by: &mut dyn for<'t> FnMut(&'t [Line<'t>]) -> &'t Line<'t>) -> u32 {
            by(&numbered(&lines(texts))).number
        }

        fn both(
            one: &str,
            other: &str,
            by: &mut dyn for<'a, 'b> FnMut(&'a str, &'b str) -> (&'a str, Option<&'b str>),
        ) -> String {
            let first = Own::new(one);
            let second = Own::new(other);
            let (answer, rest) = by(&first.0, &second.0);
            rest.map(|rest| taken(rest, &second.0));
            drop(second);
            taken(answer, &first.0)
        }

        fn inner(text: &str, by: &mut dyn for<'a, 'b> FnMut(&'a Line<'b>, &'a str) -> &'a str) -> String {
            let own = Own::new(text);
            taken(by(&Line { text: &own.0, number: 1 }, &own.0), &own.0)
        }

        fn held<'x>(text: &'x str, by: &mut dyn for<'t> FnMut(&'t Line<'x>) -> &'t str) -> (&'x str, String) {
            let line = Line { text, number: 1 };
            (text, taken(by(&line), text))
        }

        fn advance(text: &str, by: &mut dyn for<'t> FnMut(&mut &'t str) -> bool) -> Vec<wire::String> {
            let own = Own::new(text);
            let mut rest = own.0.as_str();
            let mut left = Vec::new();
            let mut more = true;
            while more && left.len() < 8 {
                more = by(&mut rest);
                left.push(taken(rest, &own.0).into());
            }
            left
        }

        fn split(text: &str, by: &mut dyn for<'t> FnMut(&'t str) -> Result<Word<'t>, u32>) -> String {
            let own = Own::new(text);
            match by(&own.0) {
                Ok(Word::Whole(whole)) => taken(whole, &own.0),
                Ok(Word::Split { head, tail }) => head.to_string() + "|" + tail.unwrap_or(""),
                Err(number) => number.to_string(),
            }
        }

        fn picked(text: &str, by: &dyn Picker) -> String {
            ask(text, |own| by.pick(own))
        }

        fn found(texts: &[&str], by: &mut dyn Picker) -> Option<u32> {
            by.find(&numbered(&lines(texts))).map(|line| line.number)
        }

        fn apply(text: &str, f: wire::Function<'static, for<'t> fn(&'t str) -> &'t str>) -> String {
            ask(text, |own| f.call(own))
        }

        fn keep(by: Cut) {
            *KEPT.lock().unwrap() = Some(by);
        }

        fn fire(text: &str, elsewhere: bool) -> Option<String> {
            let by = KEPT.lock().unwrap().take()?;
            let (answer, by) = if elsewhere {
                let text = text.to_string();
                std::thread::spawn(move || (std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ask(&text, &by))), by))
                    .join()
                    .unwrap_or_else(|e| std::panic::resume_unwind(e))
            } else {
                (std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ask(text, &by))), by)
            };
            *KEPT.lock().unwrap() = Some(by);
            Some(answer.unwrap_or_else(|e| std::panic::resume_unwind(e)))
        }

        fn release() {
            let kept = KEPT.lock().unwrap().take();
            drop(kept);
        }

        fn pass(text: &str, by: &mut dyn for<'t> FnMut(Box<dyn Echo + 't>) -> Box<dyn Echo + 't>) -> String {
            let own = Own::new(text);
            let got = by(Borrowed::new(&own.0));
            got.text()
        }

        fn tell(
            text: &str,
            by: &mut dyn for<'t> FnMut(&'t str, &mut dyn FnMut(&'t str)) -> &'t str,
        ) -> (String, String) {
            let own = Own::new(text);
            let mut last = "";
            let answer = by(&own.0, &mut |told| last = told);
            (taken(answer, &own.0), last.to_string())
        }

        fn show(
            text: &str,
            by: &mut dyn for<'t> FnMut(&'t str, &mut dyn FnMut(wire::RefDyn<'t, dyn Echo + 't>)) -> &'t str,
        ) -> String {
            let own = Own::new(text);
            let mut last = None;
            let answer = by(&own.0, &mut |shown| last = Some(shown));
            last.map_or_else(|| taken(answer, &own.0), |echo| echo.text())
        }

        fn cutter() -> Box<dyn for<'t> Fn(&'t str) -> &'t str> {
            let own = Own::new("");
            Box::new(move |text| {
                let _ = &own;
                text.get(1..).unwrap_or(text)
            })
        }

        fn echo<'t>(text: &'t str) -> Box<dyn Echo + 't> {
            Borrowed::new(text)
        }

        fn same<'t>(text: &'t str) -> &'t str {
            text
        }

        fn mark<'x>(text: &'x str, f: wire::Function<'static, fn(&'x str, u32) -> &'x str>) -> &'x str {
            f.call(text, 1)
        }

        fn own_tools() -> u32 {
            OWN_TOOLS.load(Ordering::SeqCst)
        }

        fn tool<'x>(name: &'x str) -> Tool<'x> {
            Tool { name, cut: cut() }
        }

        fn work<'x>(text: &'x str, with: Tool<'x>) -> &'x str {
            if with.cut.code() == cut().code() {
                OWN_TOOLS.fetch_add(1, Ordering::SeqCst);
            }
            with.cut.call(text, 1)
        }

        fn bump(number: Option<u32>, by: &mut dyn FnMut(Option<&mut u32>) -> bool) -> (Option<u32>, bool) {
            let mut left = number;
            let answer = by(left.as_mut());
            (left, answer)
        }

        fn fill(length: Option<u32>, by: &mut dyn FnMut(Option<&mut [u8]>)) -> Option<Vec<u8>> {
            let mut own = length.map(|length| vec![0; length as usize]);
            by(own.as_deref_mut());
            own
        }

        fn edit(text: Option<&str>, by: &mut dyn FnMut(Option<&mut str>)) -> Option<String> {
            let mut own = text.map(str::to_string);
            by(own.as_deref_mut());
            own
        }

        fn sort(numbers: Option<&[u32]>, by: &mut dyn FnMut(Option<&mut [wire::Tuple2<u32, bool>]>)) -> Vec<u32> {
            let mut own: Option<Vec<_>> =
                numbers.map(|numbers| numbers.iter().map(|number| wire::Tuple2(*number, false)).collect());
            by(own.as_deref_mut());
            own.into_iter().flatten().map(|each| if each.1 { each.0 } else { 0 }).collect()
        }

        fn rest(text: Option<&str>, by: &mut dyn for<'t> FnMut(Option<&mut &'t str>)) -> Option<String> {
            let own = text.map(Own::new);
            let mut rest = own.as_ref().map(|own| own.0.as_str());
            by(rest.as_mut());
            rest.map(str::to_string)
        }

        fn ask(text: &str) -> String {
            ask(text, abi::chosen)
        }
    }

    abi::export!(Plugin);
}
