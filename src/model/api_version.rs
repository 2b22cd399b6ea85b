//! The path styles of the API.

use std::fmt;
use std::str::FromStr;

/// A path style of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ApiVersion {
    /// `/v3/password-sync-groups`, which the cmdlets' documentation describes.
    #[default]
    V3,
    /// `/v2024/…`
    V2024,
    /// `/v2025/…`
    V2025,
    /// `/v2026/…`
    V2026,
    /// `/password-sync-groups/v1`, the current style.
    V1,
    /// `/beta/…`, which only the name of a cmdlet chooses.
    Beta,
}

impl ApiVersion {
    /// Every path style that can be typed.
    pub const ALL: [Self; 5] = [Self::V3, Self::V2024, Self::V2025, Self::V2026, Self::V1];

    /// The style's name, as it is typed and as it stands in a path.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V3 => "v3",
            Self::V2024 => "v2024",
            Self::V2025 => "v2025",
            Self::V2026 => "v2026",
            Self::V1 => "v1",
            Self::Beta => "beta",
        }
    }

    /// Reads one that can be typed. The error is what it must be.
    pub fn typed(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|version| version.as_str() == text).ok_or_else(|| {
            format!("must be one of {}, not `{text}`", Self::ALL.map(Self::as_str).join(", "))
        })
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Reads any of them. The error is what it must be.
impl FromStr for ApiVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == Self::Beta.as_str() { Ok(Self::Beta) } else { Self::typed(text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_by_its_segment() {
        for version in ApiVersion::ALL {
            assert_eq!(version.as_str().parse(), Ok(version));
            assert_eq!(ApiVersion::typed(version.as_str()), Ok(version));
        }
        assert_eq!("beta".parse(), Ok(ApiVersion::Beta));
        for wrong in ["beta", "v9", ""] {
            let error = ApiVersion::typed(wrong).unwrap_err();
            assert_eq!(error, format!("must be one of v3, v2024, v2025, v2026, v1, not `{wrong}`"));
        }
    }
}
