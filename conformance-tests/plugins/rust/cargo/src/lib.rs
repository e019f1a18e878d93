mod abi {
    include!(concat!(env!("OUT_DIR"), "/abi.rs"));
}
mod tally;
