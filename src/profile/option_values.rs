//! Values of options: what is accepted, and what must be said of the rest.

use std::time::Duration;

use crate::model::{ApiVersion, RateLimit, seconds};
use crate::output::Format;

/// What the name of a cmdlet of the beta modules becomes as the value of `--api-version`. No argument that was typed can
/// hold a NUL: the style is chosen by such a name alone.
pub const BETA: &str = "\0beta";

/// `100/10`, or `none`.
pub(crate) fn read_pace(text: &str) -> Result<Option<RateLimit>, String> {
    if text.trim() == "none" {
        return Ok(None);
    }
    text.parse()
        .map(Some)
        .map_err(|_| format!("must be requests/seconds such as `100/10`, or `none`, not `{text}`"))
}

/// One of the formats that commands have unless they say otherwise. A flag may know more, with some commands.
pub(crate) fn read_output(text: &str) -> Result<String, String> {
    if Format::WORDS.contains(&text) {
        return Ok(text.to_owned());
    }
    Err(format!("must be one of {}, not `{text}`", Format::WORDS.join(", ")))
}

/// Seconds, with decimals.
pub(crate) fn read_timeout(text: &str) -> Result<Duration, String> {
    text.trim().parse().ok().and_then(seconds).ok_or_else(|| format!("{SECONDS}, not `{text}`"))
}

pub(crate) const SECONDS: &str = "must be a number of seconds above 0 and at most 86400";

pub(crate) const RETRIES_SHAPE: &str = "must be a whole number from 0 on";

pub(crate) fn read_retries(text: &str) -> Result<u32, String> {
    text.trim().parse().map_err(|_| format!("{RETRIES_SHAPE}, not `{text}`"))
}

/// One of the path styles.
pub(crate) fn read_api_version(text: &str) -> Result<ApiVersion, String> {
    if text == BETA { Ok(ApiVersion::Beta) } else { ApiVersion::typed(text) }
}

pub(crate) fn read_bool(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" => Ok(true),
        "0" | "false" | "no" => Ok(false),
        _ => Err(format!("must be `true` or `false`, not `{text}`")),
    }
}
