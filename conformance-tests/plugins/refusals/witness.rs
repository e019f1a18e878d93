//! Proves that a library was opened: its constructor writes a line into the file that `RDYLIB_WITNESS` names.

use std::io::Write;

extern "C" fn witness() {
    if let Some(path) = std::env::var_os("RDYLIB_WITNESS") {
        if let Ok(mut file) = std::fs::OpenOptions::new().append(true).create(true).open(path) {
            let _ = writeln!(file, "opened");
        }
    }
}

#[used]
#[unsafe(link_section = ".init_array")]
static WITNESS: extern "C" fn() = witness;
