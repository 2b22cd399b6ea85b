//! Answers that did not come from the tenant: a proxy's block page, a redirect to a portal, an empty refusal. Only the
//! tenant's own JSON says anything about credentials.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use reqwest::StatusCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::Url;

use super::failure::Failure;
use super::redact::without_secrets;
use super::request::{Request, Response};
use super::response_error;
use super::transport::Transport;
use crate::error::{Code, Error, ErrorKind};
use crate::output::plain_line;

/// No title is longer.
const LONGEST_TITLE: usize = 120;

/// How much of a proxy's refusal is read.
const MAX_BYTES: u64 = 64 * 1024;

/// How long a proxy may take to repeat its refusal.
const PATIENCE: Duration = Duration::from_secs(5);

/// The title of a page, on one line; `None` where there is none.
pub(crate) fn title(page: &[u8]) -> Option<String> {
    let page = String::from_utf8_lossy(page);
    let lower = page.to_ascii_lowercase();
    ["title", "h1", "h2"].into_iter().find_map(|tag| {
        let start = lower.find(&format!("<{tag}"))?;
        let start = start + lower[start..].find('>')? + 1;
        let end =
            start + lower[start..].find("</").unwrap_or(LONGEST_TITLE * 4).min(lower.len() - start);
        let text = unescaped(page.get(start..end)?);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String =
            without_secrets(&plain_line(&words)).chars().take(LONGEST_TITLE).collect();
        (!short.is_empty()).then_some(short)
    })
}

fn unescaped(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

/// Whether the body is a JSON object, as every response of the tenant to a request for a token is.
pub(crate) fn is_json_object(response: &Response) -> bool {
    serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(&response.body).is_ok()
}

fn status_text(status: u16) -> String {
    let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    format!("{status} {}", reason.unwrap_or_default()).trim_end().to_owned()
}

impl Transport {
    /// The error for a response that something between this machine and the tenant gave.
    pub(crate) fn not_the_tenants(&self, request: &Request, response: &Response) -> Error {
        let redirect =
            response.header("location").filter(|_| (300..400).contains(&response.status));
        let what = match redirect {
            Some(to) => format!("a redirect to `{}`", plain_line(&self.redactor.text(to))),
            None if response.is_html() => "an HTML page".to_owned(),
            None if response.body.trim_ascii().is_empty() => "empty".to_owned(),
            None => "no JSON".to_owned(),
        };
        let (line, status) = (request.line(), status_text(response.status));
        let message =
            format!("the answer to `{line}` is {what}, so it is not the tenant's: {status}");
        let error = Error::new(Code::Refused, message)
            .kind(ErrorKind::UnexpectedAnswer)
            .refusal(response_error::refusal(response));
        self.about_intermediary(error, response)
    }

    /// Adds the title of the page, and what may have given it.
    pub(crate) fn about_intermediary(&self, mut error: Error, response: &Response) -> Error {
        if response.is_html()
            && let Some(title) = title(&response.body)
        {
            error = error.cause(format!("the title of the page is `{title}`"));
        }
        self.name_intermediary(error)
    }

    /// Adds what may have given a response that is not the tenant's.
    pub(crate) fn name_intermediary(&self, error: Error) -> Error {
        let base = &self.settings.base;
        let host = base.host_str().unwrap_or_default();
        match self.settings.proxies.setting(base) {
            Some(setting) => error
                .cause(format!("the connection goes through the proxy from `{setting}`"))
                .hint(format!("ask the administrators of the proxy to allow `{host}`")),
            None => error
                .cause(format!("a proxy or gateway between this machine and `{host}` sent it"))
                .hint(format!("ask the administrators of your network to allow `{host}`")),
        }
    }

    /// Says more about a tunnel that the proxy refused: the HTTP library keeps the proxy's answer to itself, so the proxy is
    /// asked once more.
    pub(crate) async fn explain_tunnel(&self, failure: Failure, url: &Url) -> Failure {
        let proxies = &self.settings.proxies;
        let (Some(proxy), Some(setting)) = (proxies.proxy(url), proxies.setting(url)) else {
            return failure;
        };
        let asked = tokio::time::timeout(PATIENCE, connect(proxy, url)).await;
        match asked {
            Ok(Some(refusal)) if refusal.status == 407 => {
                refused_by_proxy(Some(setting), has_credentials(proxy), &refusal.schemes)
            }
            Ok(Some(refusal)) if refusal.status >= 300 => refusal.failure(url, setting),
            _ => failure,
        }
    }
}

pub(crate) fn has_credentials(proxy: &Url) -> bool {
    !proxy.username().is_empty() || proxy.password().is_some()
}

/// What a proxy said to a CONNECT.
struct Refusal {
    status: u16,
    /// The schemes of its `Proxy-Authenticate` headers.
    schemes: Vec<String>,
    title: Option<String>,
}

impl Refusal {
    fn failure(self, url: &Url, setting: &str) -> Failure {
        let host = url.host_str().unwrap_or_default();
        let status = status_text(self.status);
        let message =
            format!("the proxy from `{setting}` refused to connect to `{host}`: {status}");
        let temporary = self.status >= 500;
        let code = if temporary { Code::TryAgain } else { Code::Refused };
        let mut error = Error::new(code, message).kind(ErrorKind::Proxy);
        if let Some(title) = self.title {
            error = error.cause(format!("the title of its page is `{title}`"));
        }
        let error = error.hint(format!("ask the administrators of the proxy to allow `{host}`"));
        if temporary { Failure::not_arrived(error) } else { Failure::own(error) }
    }
}

/// A 407. Schemes are those that the proxy offers, as far as they are known.
pub(crate) fn refused_by_proxy(
    setting: Option<&str>,
    with_credentials: bool,
    schemes: &[String],
) -> Failure {
    let setting = setting.unwrap_or("--proxy");
    let error =
        Error::new(Code::Usage, "the proxy requires credentials (407)").kind(ErrorKind::Proxy);
    let basic = schemes.is_empty() || schemes.iter().any(|each| each.eq_ignore_ascii_case("basic"));
    let error = if !basic {
        let offered = schemes.join(" and ");
        error.cause(format!("the proxy from `{setting}` offers only {offered}, which is not supported")).hint(
            "run a local proxy that signs in for you, such as Px or Cntlm, and use it: --proxy http://127.0.0.1:3128",
        )
    } else if with_credentials {
        error
            .cause("it did not accept those that it was sent")
            .hint(format!("check the user name and the password in `{setting}`"))
    } else {
        error.hint(format!("put them in `{setting}`, as in `http://USER:PASSWORD@HOST:PORT`"))
    };
    Failure::own(error)
}

/// The scheme of a `Proxy-Authenticate` header, where it is a word.
pub(crate) fn scheme(challenge: &str) -> Option<String> {
    let word = challenge.split([' ', ',']).next()?.trim();
    let plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    plain.then(|| word.to_owned())
}

/// Asks an HTTP proxy for a tunnel; `None` where it does not say no in HTTP.
async fn connect(proxy: &Url, target: &Url) -> Option<Refusal> {
    if proxy.scheme() != "http" {
        return None;
    }
    let place = format!("{}:{}", target.host_str()?, target.port_or_known_default()?);
    let mut credentials = String::new();
    if has_credentials(proxy) {
        let decoded = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let pair = format!(
            "{}:{}",
            decoded(proxy.username()),
            decoded(proxy.password().unwrap_or_default())
        );
        let encoded = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, pair);
        credentials = format!("Proxy-Authorization: Basic {encoded}\r\n");
    }
    let request = format!("CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n{credentials}\r\n");
    let host = proxy.host_str()?.trim_matches(['[', ']']);
    let mut stream = TcpStream::connect((host, proxy.port_or_known_default()?)).await.ok()?;
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut bytes = Vec::new();
    let mut limited = stream.take(MAX_BYTES);
    while !is_whole(&bytes) {
        if limited.read_buf(&mut bytes).await.ok()? == 0 {
            break;
        }
    }
    read_refusal(&bytes)
}

/// Whether head and body are there, as far as the head tells.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, _)) = text.split_once("\r\n\r\n") else { return false };
    let length = header_values(head, "content-length").next().and_then(|text| text.parse().ok());
    let body = bytes.len().saturating_sub(head.len() + 4);
    // A tunnel that opens has no body; a page without a length ends with the connection.
    head.split(' ').nth(1).is_some_and(|status| status.starts_with('2'))
        || length.is_some_and(|length: usize| body >= length)
}

fn read_refusal(bytes: &[u8]) -> Option<Refusal> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/")?.split(' ').nth(1)?.parse().ok()?;
    let schemes = header_values(head, "proxy-authenticate").filter_map(scheme).collect();
    Some(Refusal { status, schemes, title: title(body.as_bytes()) })
}

fn header_values<'h>(head: &'h str, name: &'static str) -> impl Iterator<Item = &'h str> {
    let lines = head.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
    lines
        .filter(move |(key, _)| key.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_a_title_on_one_line() {
        let title = |page: &str| title(page.as_bytes());
        let page = "<HTML><Title lang=en>\n Access &amp; <b>\x1b[31m\r\n::error::x</b></title>";
        assert_eq!(title(page).as_deref(), Some("Access & <b>[31m ::error::x"));
        assert_eq!(title("<body><h1>Blocked</h1>").as_deref(), Some("Blocked"));
        for page in ["", "<html>", "<title></title>", "<title", "{}"] {
            assert_eq!(title(page), None, "{page}");
        }
        assert_eq!(
            title(&format!("<title>{}", "é".repeat(500))).map(|t| t.chars().count()),
            Some(120)
        );
    }

    #[test]
    fn a_refusal_of_a_proxy_is_read() {
        let refusal = read_refusal(
            b"HTTP/1.1 407 No\r\nproxy-authenticate: NTLM\r\nProxy-Authenticate: Negotiate abc\r\n\r\n<h1>No</h1>",
        )
        .unwrap();
        assert_eq!((refusal.status, refusal.title.as_deref()), (407, Some("No")));
        assert_eq!(refusal.schemes, ["NTLM", "Negotiate"]);
        assert!(read_refusal(b"SSH-2.0\r\n\r\n").is_none());
        assert!(is_whole(b"HTTP/1.1 200 OK\r\n\r\n"));
        assert!(is_whole(b"HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nab"));
        assert!(!is_whole(b"HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\na"));
    }

    #[test]
    fn a_proxy_without_basic_is_not_met_with_a_password_in_a_url() {
        let hint = |with, schemes: &[&str]| {
            let schemes: Vec<String> = schemes.iter().map(ToString::to_string).collect();
            refused_by_proxy(Some("HTTPS_PROXY"), with, &schemes).error.to_text()
        };
        let text = hint(false, &["NTLM", "Negotiate"]);
        assert!(text.contains("only NTLM and Negotiate") && !text.contains("PASSWORD"), "{text}");
        for schemes in [&["Negotiate", "Basic"][..], &[]] {
            assert!(hint(false, schemes).contains("USER:PASSWORD@HOST"));
            assert!(hint(true, schemes).contains("check the user name"));
        }
    }
}
