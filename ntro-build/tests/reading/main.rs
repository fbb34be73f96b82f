//! Packages, read: what is found in them, and what is said of what is wrong.

mod build_script;
mod children;
mod faults;
mod house;
mod real_packages;
mod scratch;
mod soup;
mod unreadable;
