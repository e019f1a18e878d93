//! Hands out types of its own by pointers, and counts them.
mod abi;

use plugin::{Reader, Shelf};

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, Stacks};
    use std::sync::atomic::{AtomicU32, Ordering};

    static ALIVE: AtomicU32 = AtomicU32::new(0);

    /// Counts as long as it lives.
    struct Alive;

    impl Alive {
        fn new() -> Alive {
            ALIVE.fetch_add(1, Ordering::SeqCst);
            Alive
        }
    }

    impl Drop for Alive {
        fn drop(&mut self) {
            ALIVE.fetch_sub(1, Ordering::SeqCst);
        }
    }

    pub struct Shelf {
        texts: Vec<String>,
        _alive: Alive,
    }

    pub struct Reader<'s> {
        texts: std::slice::Iter<'s, String>,
        _alive: Alive,
    }

    struct Plugin;

    impl Stacks for Plugin {
        fn open(name: &str) -> Result<Box<Shelf>, String> {
            if name.is_empty() {
                return Err("a shelf has a name".to_owned());
            }
            Ok(Box::new(Shelf { texts: vec![name.to_owned()], _alive: Alive::new() }))
        }

        fn put(shelf: &mut Shelf, text: String) -> u32 {
            shelf.texts.push(text);
            shelf.texts.len() as u32
        }

        fn reader<'s>(shelf: &'s Shelf) -> Box<Reader<'s>> {
            Box::new(Reader { texts: shelf.texts.iter(), _alive: Alive::new() })
        }

        fn next<'s>(reader: &mut Reader<'s>) -> Option<&'s str> {
            reader.texts.next().map(String::as_str)
        }

        fn merge(shelf: &mut Shelf, mut other: Box<Shelf>) -> u32 {
            shelf.texts.append(&mut other.texts);
            assert!(shelf.texts.len() < 5, "too much for one shelf");
            shelf.texts.len() as u32
        }

        fn lend(shelf: &Shelf, count: &mut dyn FnMut(u32)) {
            count(shelf.texts.len() as u32)
        }

        fn alive() -> u32 {
            ALIVE.load(Ordering::SeqCst)
        }
    }

    abi::export!(Plugin);
}
