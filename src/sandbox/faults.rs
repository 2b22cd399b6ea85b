//! Faults that are injected at random, in a repeatable sequence.

use std::fmt;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

/// One thing that goes wrong with a share of the requests. Written `429:0.1` or `reset:0.01`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// With which share of the requests, from 0 to 1.
    pub probability: f64,
}

/// The faults that can be injected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// An answer of this status instead of the real one. The work is not done, except under 504: there the gateway
    /// stopped waiting and the tenant did it anyway.
    Status(u16),
    /// The work is done, then the connection is reset without an answer.
    Reset,
    /// The connection is reset before the request is looked at.
    Drop,
    /// The work is done, then half of the answer's body is sent and the connection closed.
    Cut,
}

impl FaultKind {
    /// Whether the request does its work before the fault strikes.
    pub(super) fn does_the_work(self) -> bool {
        matches!(self, Self::Reset | Self::Cut | Self::Status(504))
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "{status}"),
            Self::Reset => f.write_str("reset"),
            Self::Drop => f.write_str("drop"),
            Self::Cut => f.write_str("cut"),
        }
    }
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, probability) = text
            .split_once(':')
            .ok_or_else(|| format!("`{text}` is not a fault: write what:share, such as 429:0.1"))?;
        Ok(Self { kind: parse_kind(kind)?, probability: parse_share(probability)? })
    }
}

fn parse_kind(text: &str) -> Result<FaultKind, String> {
    match text {
        "reset" => Ok(FaultKind::Reset),
        "drop" => Ok(FaultKind::Drop),
        "cut" => Ok(FaultKind::Cut),
        _ => match text.parse() {
            Ok(status @ 400..=599) => Ok(FaultKind::Status(status)),
            _ => Err(format!(
                "`{text}` is not a fault: use reset, drop, cut or a status from 400 to 599"
            )),
        },
    }
}

fn parse_share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share
        .ok_or_else(|| format!("`{text}` is not a share of the requests: use a number from 0 to 1"))
}

/// Decides for each request in turn which fault it meets, if any.
pub(super) struct FaultSequence {
    faults: Vec<Fault>,
    state: Mutex<u64>,
}

impl FaultSequence {
    /// A sequence that begins at a seed.
    pub(super) fn new(faults: Vec<Fault>, seed: u64) -> Self {
        Self { faults, state: Mutex::new(seed) }
    }

    /// The fault of the next request: the first one, in the order given, that is drawn. Each is drawn for every
    /// request, so that one does not shift the sequence of another.
    pub(super) fn next(&self) -> Option<FaultKind> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut hit = None;
        for fault in &self.faults {
            if share(&mut state) < fault.probability {
                hit = hit.or(Some(fault.kind));
            }
        }
        hit
    }
}

/// The next number of `SplitMix64`, from 0 up to 1.
#[allow(clippy::cast_precision_loss)] // 53 bits are what a double holds exactly
fn share(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(seed: u64) -> Vec<Option<FaultKind>> {
        let faults = ["429:0.1", "cut:0.2"].map(|text| text.parse().unwrap()).to_vec();
        let faults = FaultSequence::new(faults, seed);
        (0..1000).map(|_| faults.next()).collect()
    }

    #[test]
    fn a_seed_makes_a_run_repeatable() {
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
        let hits = |kind| run(1).iter().filter(|hit| **hit == Some(kind)).count();
        assert!((70..130).contains(&hits(FaultKind::Status(429))));
        assert!((140..220).contains(&hits(FaultKind::Cut)));
    }

    #[test]
    fn never_and_always_are_meant() {
        let faults = |text: &str| FaultSequence::new(vec![text.parse().unwrap()], 3);
        let (never, always) = (faults("500:0"), faults("500:1"));
        assert!((0..1000).all(|_| never.next().is_none() && always.next().is_some()));
    }

    #[test]
    fn a_fault_is_what_and_a_share() {
        for text in ["429:0.1", "500:1", "reset:0.01", "drop:0", "cut:0.5", "599:1.0"] {
            let fault: Fault = text.parse().unwrap();
            assert!(text.starts_with(&fault.kind.to_string()));
        }
        for text in
            ["", "429", "200:0.1", "600:0.1", "boom:0.1", "429:", "429:2", "429:-1", "429:NaN"]
        {
            assert!(text.parse::<Fault>().is_err(), "{text}");
        }
    }
}
