//! One binary of tests. Each is a small site in a string and the exact text expected of it.

mod cli;
mod diagnostics;
mod output;
mod properties;
mod graph;
mod markdown;
mod site;
mod support;
mod tidy;
