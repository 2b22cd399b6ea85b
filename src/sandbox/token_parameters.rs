//! The parameters of a token request, in the four ways in which clients send them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

use super::request::Request;

/// The parameters of query, body and Basic authentication together.
pub(super) struct TokenParameters(Vec<(String, String)>);

impl TokenParameters {
    /// Collects the parameters. The body wins over the query, Basic authentication over both.
    pub(super) fn of(request: &Request) -> Self {
        let mut fields = basic(request).unwrap_or_default();
        fields.extend(match request.media_type().as_str() {
            "multipart/form-data" => multipart(request).unwrap_or_default(),
            _ => urlencoded(&request.body),
        });
        fields.extend(request.parameters());
        Self(fields)
    }

    /// A parameter; `None` where it is absent.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn urlencoded(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes)
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect()
}

fn basic(request: &Request) -> Option<Vec<(String, String)>> {
    let (scheme, token) = request.header("authorization")?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(token.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some(vec![("client_id".into(), id.into()), ("client_secret".into(), secret.into())])
}

fn multipart(request: &Request) -> Option<Vec<(String, String)>> {
    let (_, boundary) = request.header("content-type")?.split_once("boundary=")?;
    let boundary = format!("--{}", boundary.split(';').next()?.trim().trim_matches('"'));
    let text = std::str::from_utf8(&request.body).ok()?;
    Some(text.split(&boundary).filter_map(part).collect())
}

fn part(text: &str) -> Option<(String, String)> {
    let (head, value) = text.split_once("\r\n\r\n")?;
    let name = head.lines().find_map(field_name)?;
    Some((name, value.strip_suffix("\r\n").unwrap_or(value).to_owned()))
}

/// The name in a line such as `Content-Disposition: form-data; name="client_id"`. .NET writes it without quotes.
fn field_name(line: &str) -> Option<String> {
    let (header, value) = line.split_once(':')?;
    let mut parameters = value.split(';').map(str::trim);
    let is_field = header.eq_ignore_ascii_case("content-disposition")
        && parameters.next()?.eq_ignore_ascii_case("form-data");
    let name = parameters
        .filter_map(|parameter| parameter.split_once('='))
        .find_map(|(key, value)| key.trim().eq_ignore_ascii_case("name").then(|| value.trim()))?;
    is_field.then(|| name.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::post;
    use super::*;

    fn pair(request: &Request) -> (Option<String>, Option<String>) {
        let form = TokenParameters::of(request);
        (form.field("client_id").map(Into::into), form.field("client_secret").map(Into::into))
    }

    #[test]
    fn all_four_ways_are_read() {
        let expected = (Some("a".to_owned()), Some("b c".to_owned()));
        let form = post(
            "/oauth/token",
            "application/x-www-form-urlencoded",
            "client_id=a&client_secret=b+c",
        );
        assert_eq!(pair(&form), expected);
        let query = post("/oauth/token?client_id=a&client_secret=b%20c", "", "");
        assert_eq!(pair(&query), expected);
        let body = "--X\r\nContent-Disposition: form-data; name=\"client_id\"\r\n\r\na\r\n--X\r\nContent-Disposition: form-data; name=\"client_secret\"\r\n\r\nb c\r\n--X--\r\n";
        assert_eq!(pair(&post("/oauth/token", "multipart/form-data; boundary=X", body)), expected);
        let unquoted = body.replace("name=\"", "name=").replace("\"\r\n", "\r\n");
        assert!(unquoted.contains("name=client_id\r\n"), "{unquoted}");
        let dotnet = post("/oauth/token", "multipart/form-data; boundary=\"X\"", &unquoted);
        assert_eq!(pair(&dotnet), expected);
        let mut basic = post("/oauth/token", "", "client_id=other");
        basic.headers.insert("authorization", "Basic YTpiIGM=".parse().unwrap());
        assert_eq!(pair(&basic), expected);
    }

    #[test]
    fn malformed_parameters_are_ignored() {
        assert_eq!(pair(&post("/oauth/token", "multipart/form-data", "x")), (None, None));
        let mut basic = post("/oauth/token", "", "");
        basic.headers.insert("authorization", "Basic !!".parse().unwrap());
        assert_eq!(pair(&basic), (None, None));
    }
}
