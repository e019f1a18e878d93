mod abi;
mod plugin;
