//! pulldown-cmark behind a boundary. `abi.rs` is generated: `rdylib generate --lang rust -o src ../pulldown.yaml`.
#![deny(unsafe_code)]

mod abi;
mod convert;
#[cfg(feature = "counted")]
mod counted;
mod plugin;
