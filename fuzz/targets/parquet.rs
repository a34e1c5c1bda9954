#![no_main]

// The library may panic where a file is damaged: the panic is caught and said of the file. The hook of the fuzzer would end the
// run before it is; without the hook only a panic that nobody catches does.
libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|panic| eprintln!("{panic}"))),
    |bytes: &[u8]| mtlint_fuzz::parquet(bytes)
);
