//! Requests as the vendor's own clients send them, byte for byte, and the answers of the served sandbox.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::world::{GROUP, POLICY, SOURCES, Served, World};

/// An answer of the served sandbox.
struct Answer {
    status: u16,
    /// In lower case.
    head: String,
    body: String,
}

impl Answer {
    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.body))
    }
}

/// Sends a head and a body as they are, but for the placeholders in braces.
fn send(served: &Served, token: &str, head: &str, body: &str) -> Answer {
    let fill = |text: &str| {
        text.replace("{id}", &served.id)
            .replace("{secret}", &served.secret)
            .replace("{token}", token)
            .replace("{host}", served.url.trim_start_matches("http://"))
    };
    let body = fill(body);
    let head = fill(head).replace("{length}", &body.len().to_string());
    let mut stream = TcpStream::connect(served.url.trim_start_matches("http://")).unwrap();
    let request = format!("{}\r\n\r\n{body}", head.trim_end().replace('\n', "\r\n"));
    stream.write_all(request.as_bytes()).unwrap();
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(reader.read_line(&mut head).unwrap(), 0, "{head}");
    }
    let head = head.to_lowercase();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    Answer { status, head, body: String::from_utf8(body).unwrap() }
}

/// Signs in with the request of a client.
#[track_caller]
fn sign_in(served: &Served, head: &str, body: &str) -> String {
    let answer = send(served, "", head, body);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let value = answer.json();
    assert_eq!(value["token_type"], "bearer");
    assert!(value["expires_in"].is_u64(), "{value}");
    value["access_token"].as_str().unwrap().to_owned()
}

/// A list of one group of two, with the total.
#[track_caller]
fn lists_one_of_two(answer: &Answer) {
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.head.contains("\r\nx-total-count: 2"), "{}", answer.head);
    assert!(answer.head.contains("\r\ncontent-type: application/json"), "{}", answer.head);
    assert_eq!(answer.json().as_array().map(Vec::len), Some(1));
    assert_eq!(answer.json()[0]["id"], GROUP);
}

/// A refused sign-in, as the client sees it.
#[track_caller]
fn refuses(served: &Served, head: &str, body: &str) {
    let answer = send(served, "", &head.replace("{secret}", "00"), &body.replace("{secret}", "00"));
    let expected =
        json!({"error": "invalid_client", "error_description": "Bad client credentials"});
    assert_eq!((answer.status, answer.json()), (401, expected));
}

#[test]
fn the_python_client_is_served() {
    let served = World::new().serve(&[]);
    let head = "POST /oauth/token HTTP/1.1
Host: {host}
Accept-Encoding: identity
Content-Length: {length}
User-Agent: python-urllib3/2.2.1
Content-Type: multipart/form-data; boundary=9b1fd5b1a1cf6c6e7cc2b6d1a3d4a1f0";
    let form = "--9b1fd5b1a1cf6c6e7cc2b6d1a3d4a1f0\r
Content-Disposition: form-data; name=\"grant_type\"\r
\r
client_credentials\r
--9b1fd5b1a1cf6c6e7cc2b6d1a3d4a1f0\r
Content-Disposition: form-data; name=\"client_id\"\r
\r
{id}\r
--9b1fd5b1a1cf6c6e7cc2b6d1a3d4a1f0\r
Content-Disposition: form-data; name=\"client_secret\"\r
\r
{secret}\r
--9b1fd5b1a1cf6c6e7cc2b6d1a3d4a1f0--\r
";
    let token = sign_in(&served, head, form);
    refuses(&served, head, form);
    let head = "GET /v3/password-sync-groups?limit=1&offset=0&count=true HTTP/1.1
Host: {host}
Accept-Encoding: identity
Accept: application/json
User-Agent: OpenAPI-Generator/1.3.4/python
X-SailPoint-SDK: python
Authorization: Bearer {token}";
    lists_one_of_two(&send(&served, &token, head, ""));
    // The generated model writes every field, null where it has no value.
    let head = format!(
        "PUT /v3/password-sync-groups/{GROUP} HTTP/1.1
Host: {{host}}
Accept-Encoding: identity
Content-Length: {{length}}
Accept: application/json
Content-Type: application/json
User-Agent: OpenAPI-Generator/1.3.4/python
Authorization: Bearer {{token}}"
    );
    let body = json!({
        "created": null, "id": null, "modified": null, "name": "From Python", "passwordPolicyId": POLICY,
        "sourceIds": SOURCES,
    });
    let answer = send(&served, &token, &head, &body.to_string());
    assert_eq!(answer.status, 200, "{}", answer.body);
    let value = answer.json();
    assert_eq!((&value["id"], &value["name"]), (&json!(GROUP), &json!("From Python")));
    assert_eq!(value["created"], "2023-03-16T04:00:00Z");
    assert!(value["modified"].is_string());
}

#[test]
fn the_typescript_client_is_served() {
    let served = World::new().serve(&[]);
    let head = "POST /oauth/token?grant_type=client_credentials&client_id={id}&client_secret={secret} HTTP/1.1
Accept: application/json, text/plain, */*
Content-Type: application/x-www-form-urlencoded
User-Agent: axios/1.7.2
Content-Length: 0
Accept-Encoding: gzip, compress, deflate, br
Host: {host}
Connection: keep-alive";
    let token = sign_in(&served, head, "");
    refuses(&served, head, "");
    let head = "GET /v2025/password-sync-groups?limit=1&count=true HTTP/1.1
Accept: application/json, text/plain, */*
X-SailPoint-Experimental: true
User-Agent: OpenAPI-Generator/1.4.6/ts
Authorization: Bearer {token}
Accept-Encoding: gzip, compress, deflate, br
Host: {host}
Connection: close";
    lists_one_of_two(&send(&served, &token, head, ""));
    let head = "POST /v2025/password-sync-groups HTTP/1.1
Accept: application/json, text/plain, */*
Content-Type: application/json
User-Agent: OpenAPI-Generator/1.4.6/ts
Authorization: Bearer {token}
Content-Length: {length}
Host: {host}
Connection: close";
    let sources = ["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"];
    let body = json!({"name": "From TypeScript", "passwordPolicyId": POLICY, "sourceIds": sources});
    let answer = send(&served, &token, head, &body.to_string());
    assert_eq!((answer.status, &answer.json()["modified"]), (200, &Value::Null));
    let answer = send(&served, &token, head, &body.to_string());
    assert_eq!(answer.status, 400);
    assert!(
        answer.json()["detailCode"].as_str().unwrap().starts_with("400.1.409"),
        "{}",
        answer.body
    );
}

#[test]
fn the_go_client_is_served() {
    let served = World::new().serve(&[]);
    let form = "client_id={id}&client_secret={secret}&grant_type=client_credentials";
    let head = "POST /oauth/token HTTP/1.1
Host: {host}
User-Agent: Go-http-client/1.1
Content-Length: {length}
Content-Type: application/x-www-form-urlencoded
Accept-Encoding: gzip";
    let token = sign_in(&served, head, form);
    refuses(&served, head, form);
    let head = "GET /beta/password-sync-groups?count=true&limit=1&offset=0 HTTP/1.1
Host: {host}
User-Agent: OpenAPI-Generator/2.1.14/go
Accept: application/json
Authorization: Bearer {token}
Accept-Encoding: gzip";
    lists_one_of_two(&send(&served, &token, head, ""));
    let head = format!(
        "DELETE /v2024/password-sync-groups/{GROUP} HTTP/1.1
Host: {{host}}
User-Agent: OpenAPI-Generator/2.1.14/go
Accept: application/json
Authorization: Bearer {{token}}
Accept-Encoding: gzip"
    );
    let answer = send(&served, &token, &head, "");
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert!(!answer.head.contains("content-type"), "{}", answer.head);
    let answer = send(&served, &token, &head, "");
    assert_eq!((answer.status, &answer.json()["detailCode"]), (404, &json!("404 Not found")));
}

#[test]
fn the_powershell_module_is_served() {
    let served = World::new().serve(&[]);
    let head = "POST /oauth/token HTTP/1.1
Host: {host}
User-Agent: Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.19045; en-US) PowerShell/7.4.2
Accept-Encoding: gzip, deflate, br
Content-Type: multipart/form-data; boundary=\"1f2b5c0e-9d0a-4b58-9f43-0a1b2c3d4e5f\"
Content-Length: {length}";
    // .NET writes the names without quotes.
    let part = |name: &str, value: &str| {
        format!(
            "--1f2b5c0e-9d0a-4b58-9f43-0a1b2c3d4e5f\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Disposition: form-data; name={name}\r\n\r\n{value}\r\n"
        )
    };
    let form = [
        part("grant_type", "client_credentials"),
        part("client_id", "{id}"),
        part("client_secret", "{secret}"),
        "--1f2b5c0e-9d0a-4b58-9f43-0a1b2c3d4e5f--\r\n".to_owned(),
    ];
    let token = sign_in(&served, head, &form.concat());
    refuses(&served, head, &form.concat());
    let head = "GET /v3/password-sync-groups?limit=1&offset=0&count=True HTTP/1.1
Host: {host}
Authorization: Bearer {token}
Accept: application/json
User-Agent: OpenAPI-Generator/1.5.2/powershell
Accept-Encoding: gzip, deflate, br";
    lists_one_of_two(&send(&served, &token, head, ""));
    let head = "GET /password-sync-groups/v1?count=False HTTP/1.1
Host: {host}
Authorization: Bearer {token}
Accept: application/json
User-Agent: OpenAPI-Generator/2.0.1/powershell
X-SailPoint-Experimental: True";
    let answer = send(&served, &token, head, "");
    assert_eq!((answer.status, answer.json().as_array().map(Vec::len)), (200, Some(2)));
    assert!(!answer.head.contains("x-total-count"), "{}", answer.head);
}

#[test]
fn basic_authentication_is_served() {
    use base64::Engine as _;
    let served = World::new().serve(&[]);
    let credentials = base64::engine::general_purpose::STANDARD
        .encode(format!("{}:{}", served.id, served.secret));
    let head = format!(
        "POST /oauth/token HTTP/1.1
Host: {{host}}
Authorization: Basic {credentials}
User-Agent: curl/7.88.1
Accept: */*
Content-Length: {{length}}
Content-Type: application/x-www-form-urlencoded"
    );
    let token = sign_in(&served, &head, "grant_type=client_credentials");
    let head = "GET /v2026/password-sync-groups?limit=1&count=true HTTP/1.1
Host: {host}
User-Agent: curl/7.88.1
Accept: */*
Authorization: Bearer {token}";
    lists_one_of_two(&send(&served, &token, head, ""));
    let head = head.replace("limit=1", "limit=251");
    let answer = send(&served, &token, &head, "");
    assert_eq!(answer.status, 400);
    let value = answer.json();
    assert!(value["detailCode"].as_str().unwrap().starts_with("400.1.3"), "{value}");
    assert_eq!(value["messages"].as_array().map(Vec::len), Some(2));
    assert_eq!(value["trackingId"].as_str().map(str::len), Some(32));
}
