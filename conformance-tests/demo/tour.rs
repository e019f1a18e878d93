#![deny(unsafe_code)]

mod abi; // generated from tour.yaml

use abi::{Entry, Log, Tour};

struct Plugin;

impl Tour for Plugin {
    fn ones(bits: u32) -> u64 {
        u64::MAX >> (64 - bits)
    }

    fn sum(bytes: &[u8]) -> u64 {
        bytes.iter().map(|byte| u64::from(*byte)).sum()
    }

    fn tail<'a>(bytes: &'a [u8], from: u32) -> &'a [u8] {
        &bytes[from as usize..] // a panic is a LibraryFailedException in Java
    }

    fn twice(numbers: &mut [u32], calls: &mut u32) {
        numbers.iter_mut().for_each(|number| *number *= 2);
        *calls += 1;
    }

    fn entries(names: &[&str]) -> Vec<Entry> {
        let entry = |(name, line): (&&str, u32)| Entry {
            name: (*name).into(),                 // a wire::String of a &str or String
            size: Some(name.len() as u64).into(), // a wire::Option of an Option
            at: (line, 1).into(),                 // a wire::Tuple2 of a pair
        };
        names.iter().zip(1..).map(entry).collect()
    }

    fn parse(text: String) -> Result<u32, String> {
        text.parse().map_err(|_| format!("not a number: {text}"))
    }

    fn tell(log: &dyn Log) -> u32 {
        log.line("told");
        log.level().unwrap_or(0) // None where the object has no such method
    }
}

abi::export!(Plugin);
