//! Authors who take and shadow what names there are, with two boundaries in one library.

macro_rules! mine {
    ($($name:ident)*) => { $(
        #[allow(unused_macros)]
        macro_rules! $name {
            ($d:tt) => { ::core::compile_error!("a macro of the author's") };
        }
    )* };
}
mine!(assert assert_eq cfg compile_error concat debug_assert format format_args matches panic unreachable vec write writeln);

#[allow(dead_code)]
mod core {}
#[allow(dead_code)]
mod std {}
#[allow(dead_code)]
mod alloc {}

mod abi;
mod other;

/// Takes the names as the descriptor has them.
#[allow(unused_variables, clippy::all, clippy::nursery, clippy::pedantic)]
mod named {
    use crate::abi::*;
    use ::core::future::Future;

    pub(crate) struct Plugin;

    impl HostileExports for Plugin {
// the exports
    }
}

/// Shadows the names of the language.
#[allow(dead_code, non_camel_case_types, unused_imports)]
mod shadowing {
    #![forbid(unsafe_code)]

    use crate::{abi, named, other};

    struct Option;
    struct Result;
    struct Box;
    struct Vec;
    struct String;
    struct Arc;
    trait Send {}
    trait Sync {}
    trait Fn {}
    trait FnMut {}
    trait Sized {}
    trait Future {}
    struct Pin;
    type str = ();
    type u8 = ();
    type u32 = ();
    type bool = ();
    enum Shadow {
        Some,
        None,
        Ok,
        Err,
    }
    use Shadow::*;
    const EXPORTS: () = ();
    fn drop() {}

    struct Plugin;

    impl other::Other for Plugin {
        fn forward(
            mut sink: ::std::boxed::Box<dyn other::Sink>,
            n: ::core::primitive::u32,
        ) -> ::std::string::String {
            other::log("forward");
            sink.put(n);
            ::std::string::ToString::to_string(&n)
        }
    }

    abi::export!(named::Plugin);
    other::export!(Plugin);
}
