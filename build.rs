//! What only a release for this very kind of machine is linked with.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let var = |name| std::env::var(name).unwrap_or_default();
    let release = var("PROFILE") == "release";
    let gnu_linux = var("CARGO_CFG_TARGET_OS") == "linux" && var("CARGO_CFG_TARGET_ENV") == "gnu";
    if release && gnu_linux && var("HOST") == var("TARGET") && loader_unpacks() {
        // 14,000 addresses that the loader sets: 24 bytes for each become 2 bits.
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The loader of glibc unpacks relative relocations since 2.36; an older one would refuse the program.
fn loader_unpacks() -> bool {
    let answer = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let text = answer.map(|answer| String::from_utf8_lossy(&answer.stdout).into_owned());
    let version = text.unwrap_or_default().trim().strip_prefix("glibc ").map(str::to_owned);
    let minor = version.as_deref().and_then(|version| version.strip_prefix("2.")?.parse().ok());
    minor.is_some_and(|minor: u32| minor >= 36)
}
