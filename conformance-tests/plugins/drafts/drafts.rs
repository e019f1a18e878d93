//! A plugin that has others put something else in the place of its texts.
#[rustfmt::skip]
mod abi;
mod counted;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Drafts, Editor, Note};
    use std::mem::take;
    use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
    use std::sync::Mutex;

    static LAST: Mutex<String> = Mutex::new(String::new());

    /// What an edit leaves of a text, of which `left` tells even if the edit fails.
    fn edited(text: &str, edit: impl FnOnce(&mut wire::String)) -> String {
        let mut own = wire::String::from(text);
        let outcome = catch_unwind(AssertUnwindSafe(|| edit(&mut own)));
        *LAST.lock().unwrap() = own.to_string();
        outcome.unwrap_or_else(|failure| resume_unwind(failure));
        own.into()
    }

    struct Doubling;

    impl Editor for Doubling {
        fn edit(&mut self, text: &mut wire::String) {
            *text = text.repeat(2).into();
        }

        fn sign(&self, note: &mut Note) -> u8 {
            note.lines.len().try_into().unwrap()
        }
    }

    struct Plugin;

    impl Drafts for Plugin {
        fn held() -> u64 {
            crate::counted::held()
        }

        fn left() -> String {
            take(&mut LAST.lock().unwrap())
        }

        fn edit(text: &str, editor: &mut dyn Editor) -> String {
            edited(text, |own| editor.edit(own))
        }

        fn write(text: &str, by: &mut dyn FnMut(&mut wire::String) -> u8) -> String {
            edited(text, |own| {
                by(own);
            })
        }

        fn both(text: &str, other: &str, by: &mut dyn FnMut(&mut wire::String, &mut wire::String)) -> String {
            let mut one = wire::String::from(text);
            let mut two = wire::String::from(other);
            let outcome = catch_unwind(AssertUnwindSafe(|| by(&mut one, &mut two)));
            edited(&format!("{}{}", &*one, &*two), |_| outcome.unwrap_or_else(|failure| resume_unwind(failure)))
        }

        fn maybe(text: Option<&str>, by: &mut dyn FnMut(Option<&mut wire::String>)) -> Option<String> {
            let mut own = text.map(wire::String::from);
            by(own.as_mut());
            own.map(String::from)
        }

        fn bytes(bytes: &[u8], by: &mut dyn FnMut(&mut wire::Vec<u8>)) -> Vec<u8> {
            let mut own = wire::Vec::from(bytes.to_vec());
            by(&mut own);
            own.into()
        }

        fn lines(lines: Vec<wire::String>, by: &mut dyn FnMut(&mut [wire::String])) -> Vec<wire::String> {
            let mut own: Vec<wire::String> = lines.iter().map(|line| line.to_string().into()).collect();
            by(&mut own);
            own
        }

        fn sign(mut note: Note, editor: &dyn Editor) -> Note {
            let lines = editor.sign(&mut note);
            assert_eq!(note.lines.len(), usize::from(lines));
            note
        }

        fn boxed(note: Box<Note>, by: &mut dyn FnMut(&mut wire::Box<Note>)) -> Box<Note> {
            let mut own = wire::Box::from(note);
            by(&mut own);
            own.into_std()
        }

        fn polish(text: &str) -> String {
            edited(text, abi::polished)
        }

        fn correct(text: &str) -> String {
            edited(text, abi::corrected)
        }

        fn editor() -> Box<dyn Editor> {
            Box::new(Doubling)
        }
    }

    abi::export!(Plugin);
}
