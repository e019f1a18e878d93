#![forbid(unsafe_code)]

use crate::abi;

struct Plugin;

impl abi::Tally for Plugin {
    fn count(text: &str) -> u32 {
        text.split_whitespace().count() as u32
    }

    fn longest_first(text: &str) -> String {
        let mut words: Vec<&str> = text.split_whitespace().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.join(" ")
    }
}

abi::export!(Plugin);
