//! A plugin whose objects use in their destructors what they refer to.
#[rustfmt::skip]
mod abi;

pub use plugin::Jar;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{wire, Echo, Line, Shelf, Shelves};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Arc, Mutex};

    static LIVING: AtomicU32 = AtomicU32::new(0);
    static ENDED: Mutex<Vec<String>> = Mutex::new(Vec::new());

    fn end(what: String) {
        LIVING.fetch_sub(1, Ordering::SeqCst);
        ENDED.lock().unwrap().push(what);
    }

    /// What refers to a text, and says so when it is dropped.
    struct Own<'t>(&'t str);

    impl<'t> Own<'t> {
        fn new(text: &'t str) -> Self {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Own(text)
        }
    }

    impl Drop for Own<'_> {
        fn drop(&mut self) {
            end(self.0.to_owned());
        }
    }

    impl Echo for Own<'_> {
        fn text(&self) -> String {
            self.0.to_owned()
        }

        fn name(&self) -> &str {
            self.0
        }
    }

    pub struct Jar<'t>(Own<'t>);

    /// What refers to something else, by its text.
    struct Around<'e, F: Fn() -> String> {
        name: &'e str,
        text: F,
        to: Option<wire::RefDyn<'e, dyn Fn() + 'e>>,
    }

    impl<'e, F: Fn() -> String> Around<'e, F> {
        fn new(name: &'e str, text: F) -> Self {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Around { name, text, to: None }
        }
    }

    impl<F: Fn() -> String> Echo for Around<'_, F> {
        fn text(&self) -> String {
            (self.text)()
        }

        fn name(&self) -> &str {
            self.name
        }
    }

    impl<F: Fn() -> String> Drop for Around<'_, F> {
        fn drop(&mut self) {
            end(format!("{}:{}", self.name, (self.text)()));
            if let Some(to) = &self.to {
                to.with(|to| to());
            }
        }
    }

    fn around<'e>(echo: wire::RefDyn<'e, dyn Echo + 'e>, name: &'e str) -> Around<'e, impl Fn() -> String + 'e> {
        Around::new(name, move || echo.text())
    }

    type By<'x> = Box<dyn for<'a> Fn(&'a Line<'x>) -> Box<dyn Echo + 'a> + 'x>;

    struct Kept<'x> {
        name: &'x str,
        lent: Vec<wire::RefDyn<'x, dyn Echo + 'x>>,
        given: Vec<Box<dyn Echo + 'x>>,
        by: Option<(&'x Line<'x>, By<'x>)>,
    }

    fn kept<'x>(name: &'x str) -> Kept<'x> {
        LIVING.fetch_add(1, Ordering::SeqCst);
        Kept { name, lent: Vec::new(), given: Vec::new(), by: None }
    }

    fn filled<'x>(line: &'x Line<'x>, by: By<'x>) -> Box<dyn Shelf<'x> + 'x> {
        let mut shelf = kept(line.text);
        shelf.by = Some((line, by));
        Box::new(shelf)
    }

    impl<'x> Shelf<'x> for Kept<'x> {
        fn put(&mut self, echo: wire::RefDyn<'x, dyn Echo + 'x>) {
            self.lent.push(echo);
        }

        fn give(&mut self, echo: Box<dyn Echo + 'x>) {
            self.given.push(echo);
        }

        fn fill(&mut self) {
            let (line, by) = self.by.as_ref().expect("nothing fills it");
            let echo = by(line);
            self.given.push(echo);
        }

        fn back(&mut self) -> Option<Box<dyn Echo + 'x>> {
            self.given.pop()
        }
    }

    impl Drop for Kept<'_> {
        fn drop(&mut self) {
            let all: Vec<String> = self.lent.iter().map(|echo| echo.text()).collect();
            end(format!("{}[{}]", self.name, all.join("+")));
        }
    }

    struct Plugin;

    impl Shelves for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn ended() -> String {
            std::mem::take(&mut *ENDED.lock().unwrap()).join(" ")
        }

        fn echo<'t>(text: &'t str) -> Box<dyn Echo + 't> {
            Box::new(Own::new(text))
        }

        fn counted<'t>(text: &'t str) -> Arc<dyn Echo + 't> {
            Arc::new(Own::new(text))
        }

        fn jar<'t>(text: &'t str) -> Box<Jar<'t>> {
            Box::new(Jar(Own::new(text)))
        }

        fn around<'e>(echo: wire::RefDyn<'e, dyn Echo + 'e>, name: &'e str) -> Box<dyn Echo + 'e> {
            Box::new(around(echo, name))
        }

        fn inside<'e>(jar: &'e Jar<'e>, name: &'e str) -> Box<dyn Echo + 'e> {
            Box::new(Around::new(name, move || jar.0.text()))
        }

        fn telling<'e>(
            echo: wire::RefDyn<'e, dyn Echo + 'e>,
            to: wire::RefDyn<'e, dyn Fn() + 'e>,
        ) -> Box<dyn Echo + 'e> {
            let mut telling = around(echo, "telling");
            telling.to = Some(to);
            Box::new(telling)
        }

        fn shelf<'x>(name: &'x str) -> Box<dyn Shelf<'x> + 'x> {
            Box::new(kept(name))
        }

        fn both<'x>(name: &'x str, _other: &'x str) -> Box<dyn Shelf<'x> + 'x> {
            Box::new(kept(name))
        }

        fn by<'x>(
            line: &'x Line<'x>,
            _also: wire::RefDyn<'x, dyn Fn() + 'x>,
            by: By<'x>,
        ) -> Box<dyn Shelf<'x> + 'x> {
            filled(line, by)
        }

        fn of_line<'x>(line: &'x Line<'x>, by: By<'x>) -> Box<dyn Shelf<'x> + 'x> {
            filled(line, by)
        }

        fn heard<'x>(name: &'x str, _by: wire::RefDyn<'x, dyn Fn() + 'x>) -> Box<dyn Shelf<'x> + 'x> {
            Box::new(kept(name))
        }

        fn ask(text: &str, by: &mut dyn for<'t> FnMut(&'t str) -> Arc<dyn Echo + 't>) -> String {
            by(text).text()
        }

        fn asked(text: &str, by: &mut dyn for<'t> FnMut(&'t str) -> Box<dyn Echo + 't>) -> String {
            by(text).text()
        }

        fn pass(text: &str, by: &mut dyn for<'t> FnMut(Arc<dyn Echo + 't>) -> Arc<dyn Echo + 't>) -> String {
            by(Arc::new(Own::new(text))).text()
        }

        fn twice(
            text: &str,
            by: &mut dyn for<'t> FnMut(Arc<dyn Echo + 't>) -> (Arc<dyn Echo + 't>, Arc<dyn Echo + 't>),
        ) -> String {
            let (one, other) = by(Arc::new(Own::new(text)));
            let first = one.text();
            drop(one);
            first + &other.text()
        }

        fn lines(
            text: &str,
            by: &mut dyn for<'a, 'b> FnMut(Box<dyn Echo + 'b>, &'a Line<'b>) -> Box<dyn Echo + 'a>,
        ) -> String {
            let line = Line { text, number: 1 };
            let echo = by(Box::new(Own::new(text)), &line);
            echo.text()
        }
    }

    crate::abi::export!(Plugin);
}
