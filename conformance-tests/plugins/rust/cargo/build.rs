//! Generates the module `abi` from the descriptor. `RDYLIB` names the program where it is not `rdylib` on the path.
use std::{env, process::Command};

fn main() {
    println!("cargo::rerun-if-changed=tally.yaml");
    println!("cargo::rerun-if-env-changed=RDYLIB");
    let rdylib = env::var_os("RDYLIB").unwrap_or_else(|| "rdylib".into());
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    let ran = Command::new(&rdylib).args(["generate", "--lang", "rust", "-o"]).arg(out).arg("tally.yaml").status();
    assert!(ran.is_ok_and(|status| status.success()), "{rdylib:?} generates nothing");
}
