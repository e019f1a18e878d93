//! A plugin of these tests: the generated module, the author's, and the witness.

mod abi;
mod plugin;
mod witness;
