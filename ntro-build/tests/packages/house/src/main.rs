#!/usr/bin/env run-cargo-script
//! The library's modules once more, as some packages have them.

mod close;

fn main() {}
