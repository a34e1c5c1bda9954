fn main() {}
mod verbs;
