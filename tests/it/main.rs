fn main() {}
mod support;
mod uikit;
