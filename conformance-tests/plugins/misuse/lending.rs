//! A library that hands on what it borrows: `rustc` has seen that its signatures let it.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, Holder, Lending, Pair, Sink, Source};
    use std::cell::Cell;
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

    static LIVING: AtomicU32 = AtomicU32::new(0);

    struct Own(String);

    impl Own {
        fn new(text: &str) -> Own {
            LIVING.fetch_add(1, SeqCst);
            Own(text.into())
        }
    }

    impl Drop for Own {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, SeqCst);
        }
    }

    impl Holder for Own {
        fn held(&self) -> &str {
            &self.0
        }
    }

    struct Plugin;

    impl Lending for Plugin {
        fn living() -> u32 {
            LIVING.load(SeqCst)
        }

        fn pour<'t>(text: &'t str, sink: Sink<'t>) {
            sink.put.into_std()(text);
        }

        fn show<'t>(text: &'t str, source: Source<'t>) {
            source.reader.into_std().read(text);
        }

        fn collect<'t>(text: &'t str, with: &mut dyn FnMut(&dyn Fn(&'t str))) -> &'t str {
            let last = Cell::new(text);
            with(&|given| last.set(given));
            last.get()
        }

        fn shorten<'a, 'b>(_pair: Pair<'a, 'b>, text: &'b str) -> &'a str {
            text
        }

        fn hold(text: &str, visit: &mut dyn FnMut(&dyn Holder)) {
            visit(&Own::new(text));
        }
    }

    abi::export!(Plugin);
}
