use crate::abi::{self, Calc};

struct Plugin;

impl Calc for Plugin {
    fn add(a: i32, b: i32) -> i32 {
        a + b
    }
}

abi::export!(Plugin);
