//! Random numbers that nobody can guess.

use anyhow::anyhow;
use aws_lc_rs::rand;

use super::ids::hex;

/// 32 random bytes.
pub(super) fn random() -> anyhow::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).map_err(|_| anyhow!("the system has no random numbers"))?;
    Ok(bytes)
}

/// A new secret: 64 hexadecimal digits.
pub(super) fn secret() -> anyhow::Result<String> {
    Ok(hex(&random()?))
}
