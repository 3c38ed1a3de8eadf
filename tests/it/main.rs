//! One binary of tests. Each is a small site in a string and the exact text expected of it.

mod cli;
mod diagnostics;
mod editorial;
mod figures;
mod graph;
mod markdown;
mod one_mistake;
mod output;
mod properties;
mod search;
mod site;
mod support;
mod tidy;
mod value_traps;
mod wording;
mod yaml_traps;
