//! Values of options: what is accepted, and what must be said of the rest.

use std::time::Duration;

/// The formats that a profile or the environment may choose. A flag may know more, with some commands.
pub const FORMATS: [&str; 6] = ["table", "json", "jsonl", "yaml", "csv", "id"];

/// Path styles of the tenant's API.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ApiVersion {
    /// What the cmdlets' documentation describes.
    #[default]
    V3,
    /// 2024.
    V2024,
    /// 2025.
    V2025,
    /// 2026.
    V2026,
    /// The current style, with the version behind the collection.
    V1,
    /// The beta modules', which only the name of a cmdlet chooses.
    Beta,
}

impl ApiVersion {
    /// Every style that can be chosen.
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
}

/// What the name of a cmdlet of the beta modules becomes as the value of `--api-version`. No argument that was typed can
/// hold a NUL: the style is chosen by such a name alone.
pub const BETA: &str = "\0beta";

/// How many requests in which time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Requests in one window.
    pub requests: u32,
    /// Length of the window.
    pub window: Duration,
}

impl Rate {
    /// What the tenants document: 100 requests in 10 s for each client and API version.
    pub const DOCUMENTED: Self = Self { requests: 100, window: Duration::from_secs(10) };
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.requests, self.window.as_secs_f64())
    }
}

/// `100/10`, or `none`.
pub(crate) fn read_pace(text: &str) -> Result<Option<Rate>, String> {
    if text.trim() == "none" {
        return Ok(None);
    }
    let pace = text.split_once('/').and_then(|(requests, window)| {
        let requests = requests.trim().parse().ok().filter(|&requests| requests > 0)?;
        Some(Rate { requests, window: seconds(window.trim().parse().ok()?)? })
    });
    pace.map(Some).ok_or_else(|| {
        format!("must be requests/seconds such as `100/10`, or `none`, not `{text}`")
    })
}

/// One of the six formats.
pub(crate) fn read_output(text: &str) -> Result<String, String> {
    if FORMATS.contains(&text) {
        return Ok(text.to_owned());
    }
    Err(format!("must be one of {}, not `{text}`", FORMATS.join(", ")))
}

/// Seconds, with decimals.
pub(crate) fn read_timeout(text: &str) -> Result<Duration, String> {
    text.trim().parse().ok().and_then(seconds).ok_or_else(|| format!("{SECONDS}, not `{text}`"))
}

pub(crate) const SECONDS: &str = "must be a number of seconds above 0 and at most 86400";

/// A duration that a request can be given: above 0, at most a day.
pub(crate) fn seconds(number: f64) -> Option<Duration> {
    let duration = Duration::try_from_secs_f64(number).ok()?;
    (!duration.is_zero() && duration <= Duration::from_secs(86_400)).then_some(duration)
}

pub(crate) const RETRIES_SHAPE: &str = "must be a whole number from 0 on";

pub(crate) fn read_retries(text: &str) -> Result<u32, String> {
    text.trim().parse().map_err(|_| format!("{RETRIES_SHAPE}, not `{text}`"))
}

/// One of the path styles.
pub(crate) fn read_api_version(text: &str) -> Result<ApiVersion, String> {
    if text == BETA {
        return Ok(ApiVersion::Beta);
    }
    ApiVersion::ALL
        .into_iter()
        .find(|version| version.as_str() == text)
        .ok_or_else(|| format!("must be one of v3, v2024, v2025, v2026, v1, not `{text}`"))
}

pub(crate) fn read_bool(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" => Ok(true),
        "0" | "false" | "no" => Ok(false),
        _ => Err(format!("must be `true` or `false`, not `{text}`")),
    }
}
