//! A library that hands out its own types by pointers.
#![deny(unsafe_code)]
use crate::abi::{self, Seen, StoreExports};

/// The author's own: nobody else sees what is in it.
pub struct Store {
    name: String,
    texts: Vec<String>,
}

impl Drop for Store {
    fn drop(&mut self) {
        abi::closed(&self.name);
        if self.name == "fails" {
            panic!("in a destructor");
        }
    }
}

pub struct Cursor<'s> {
    store: &'s Store,
    at: usize,
}

impl Drop for Cursor<'_> {
    fn drop(&mut self) {
        abi::closed("cursor");
    }
}

pub struct Empty;

struct Plugin;

impl StoreExports for Plugin {
    fn open(name: &str) -> Result<Box<Store>, u8> {
        if name.is_empty() {
            return Err(7);
        }
        Ok(Box::new(Store { name: name.to_owned(), texts: Vec::new() }))
    }

    fn close(store: Box<Store>) -> u32 {
        store.texts.len() as u32
    }

    fn add(store: &mut Store, text: String) -> u32 {
        store.texts.push(text);
        abi::shown(store)
    }

    fn plain(store: &Store, index: u32) -> core::ffi::c_int {
        store.texts.get(index as usize).map_or(-1, |t| t.len() as core::ffi::c_int)
    }

    fn cursor<'s>(store: &'s Store) -> Box<Cursor<'s>> {
        Box::new(Cursor { store, at: 0 })
    }

    fn next<'s>(cursor: &mut Cursor<'s>) -> Option<&'s str> {
        let text = cursor.store.texts.get(cursor.at)?;
        cursor.at += 1;
        Some(text)
    }

    fn store_of<'s>(cursor: &Cursor<'s>) -> &'s Store {
        cursor.store
    }

    fn seen<'a>(store: &'a Store) -> Seen<'a> {
        Seen { tag: store.texts.len() as u8, store }
    }

    fn swap(cursor: Option<Box<Cursor<'_>>>, store: Option<&Store>) -> bool {
        cursor.is_some() && store.is_none()
    }

    fn empty(some: bool) -> Option<Box<Empty>> {
        some.then(|| Box::new(Empty))
    }

    fn refuse(store: Box<Store>, text: &str) {
        panic!("{} {text}", store.name)
    }
}
abi::export!(Plugin);
