//! The path to the tenant: addresses, headers, redirects, proxies, TLS.
//!
//! Longer than most files here: a list of tests.

use std::io::Write as _;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::AsyncReadExt as _;
use tokio_rustls::TlsAcceptor;

use super::*;
use crate::api::scripted_tenant::Act;
use crate::error::Code;
use crate::model::ApiVersion;

#[tokio::test]
async fn an_id_never_leaves_its_segment() {
    let tenant = Tenant::serve(|_, _| Act::json(200, group())).await;
    let (client, _) = client(&tenant);
    for text in ["../sources", "a/../b", "%2e%2e%2fsources", "a?b"] {
        client.group(&Id::new(text).unwrap()).await.unwrap();
    }
    client.source_policies(&Id::new("..\\x").unwrap()).await.unwrap_err();
    assert_eq!(
        tenant.lines(),
        [
            "GET /v3/password-sync-groups/..%2Fsources",
            "GET /v3/password-sync-groups/a%2F..%2Fb",
            "GET /v3/password-sync-groups/%252e%252e%252fsources",
            "GET /v3/password-sync-groups/a%3Fb",
            "GET /v2025/sources/..%5Cx/password-policies",
        ]
    );
}

#[tokio::test]
async fn headers_are_those_of_the_documentation() {
    let tenant = Tenant::serve(|_, _| Act::json(200, group())).await;
    let (client, _) =
        client_with(&tenant, token(), |settings| settings.version = ApiVersion::V2025);
    client.group(&id()).await.unwrap();
    client.update_group(&id(), &object(json!({"name": "n"}))).await.unwrap();
    client.policy(&id()).await.unwrap();
    let patch = Some(br#"[{"op":"replace"}]"#.to_vec());
    client.send_raw("patch", "sources/x", &[("a".into(), "b c".into())], patch).await.unwrap();
    let seen = tenant.seen();
    let agent = concat!("syncgroup/", env!("CARGO_PKG_VERSION"));
    for each in &seen {
        assert_eq!(each.header("accept"), Some("application/json"));
        assert_eq!(each.header("user-agent"), Some(agent));
        assert_eq!(each.header("accept-encoding"), Some("gzip"));
    }
    let kinds: Vec<_> = seen.iter().map(|each| each.header("content-type")).collect();
    assert_eq!(kinds, [None, Some("application/json"), None, Some("application/json-patch+json")]);
    let experimental = |index: usize| seen[index].header("x-sailpoint-experimental");
    assert_eq!((experimental(0), experimental(2)), (None, Some("true")));
    assert_eq!(seen[1].body, r#"{"name":"n"}"#);
    assert_eq!(seen[3].line, "PATCH /v2025/sources/x?a=b%20c");
}

#[tokio::test]
async fn a_raw_answer_is_given_as_it_is() {
    let tenant = Tenant::play([Act::json(201, "{ \"a\": 1.50 }"), Act::empty(204)]).await;
    let (client, _) = client(&tenant);
    let reply = client.send_raw("POST", "/v3/x", &[], Some(b"{}".to_vec())).await.unwrap();
    assert_eq!((reply.status, reply.body.as_slice()), (201, br#"{ "a": 1.50 }"#.as_slice()));
    assert_eq!(client.send_raw("DELETE", "/v3/x", &[], None).await.unwrap().status, 204);
    assert_eq!(client.send_raw("BREW", "/v3/x", &[], None).await.unwrap_err().code(), Code::Usage);
}

#[tokio::test]
async fn a_raw_answer_that_is_declared_as_json_is_whole_json() {
    let broken =
        |body: &[u8]| Act::Response { status: 200, headers: Vec::new(), body: body.into() };
    let json = "application/json; charset=utf-8";
    for body in [&b"[{\"a\":[1]"[..], b"{\"a\": \"x", b"[{\"a\":\"\xff\"}]", b"{\"a\":\"\xc3"] {
        let tenant = Tenant::serve(move |_, _| broken(body).with("Content-Type", json)).await;
        let (client, _) = client(&tenant);
        let error = client.send_raw("GET", "/v3/x", &[], None).await.unwrap_err();
        assert_eq!((error.code(), error.word()), (Code::TryAgain, "unexpected_answer"));
        assert_eq!(tenant.seen().len(), 4);
        let tenant = Tenant::serve(move |_, _| broken(body).with("Content-Type", "x/y")).await;
        let (client, _) = super::client(&tenant);
        assert_eq!(client.send_raw("GET", "/v3/x", &[], None).await.unwrap().body, body);
    }
}

#[tokio::test]
async fn a_read_is_redirected_within_the_tenants_origin() {
    let tenant = Tenant::serve(|seen, _| match seen.line.as_str() {
        "GET /v3/moved" => Act::json(200, group()),
        _ => Act::empty(307).with("Location", "/v3/moved"),
    })
    .await;
    let (client, _) = client(&tenant);
    assert_eq!(client.group(&id()).await.unwrap().body.id(), "g1");
    assert!(tenant.seen().iter().all(|seen| seen.header("authorization").is_some()));
}

#[tokio::test]
async fn a_read_is_never_redirected_to_another_origin() {
    let elsewhere = Tenant::serve(|_, _| Act::json(200, "[]")).await;
    let target = format!("{}v3/there", elsewhere.base());
    for status in [301, 302, 303, 307, 308] {
        let target = target.clone();
        let tenant = Tenant::serve(move |_, _| Act::empty(status).with("Location", &target)).await;
        let (client, _) = client(&tenant);
        let raw = client.send_raw("GET", "/v3/x", &[], None).await.map(drop);
        let list = client.groups(Range::ALL).await.map(drop);
        for error in [client.group(&id()).await.map(drop), list, raw].map(Result::unwrap_err) {
            assert_eq!((error.code(), error.word()), (Code::Refused, "redirected"));
            let origin = elsewhere.base().origin().ascii_serialization();
            assert!(error.message().contains(&format!("`{origin}`")), "{error}");
        }
        assert_eq!(tenant.seen().len(), 3);
    }
    assert!(elsewhere.seen().is_empty(), "{:?}", elsewhere.lines());
}

#[tokio::test]
async fn redirects_end() {
    let tenant = Tenant::serve(|_, _| Act::empty(302).with("Location", "/again")).await;
    let (client, _) = client(&tenant);
    assert_eq!(client.group(&id()).await.unwrap_err().code(), Code::Refused);
    assert_eq!(tenant.seen().len(), 6);
}

#[tokio::test]
async fn a_write_is_not_redirected() {
    for status in [301, 302, 303, 307, 308] {
        let tenant = Tenant::serve(move |_, _| Act::empty(status).with("Location", "/there")).await;
        let (client, _) = client_with(&tenant, token(), |_| {});
        let body = object(json!({}));
        for error in [
            client.create_group(&body).await.unwrap_err(),
            client.update_group(&id(), &body).await.unwrap_err(),
            client.delete_group(&id()).await.unwrap_err(),
        ] {
            assert_eq!((error.code(), error.status()), (Code::Refused, Some(status)));
            assert!(error.message().contains("`/there`"), "{error}");
        }
        let (client, _) = client_with(&tenant, pat(), |_| {});
        client.group(&id()).await.unwrap_err();
        assert_eq!(tenant.lines()[3..], ["POST /oauth/token"]);
    }
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_said_to_be_the_trouble() {
    let tenant = Tenant::play([]).await;
    let (client, _) = client_with(&tenant, token(), |settings| {
        settings.base = "http://no-such-host.invalid".parse().unwrap();
        settings.retries = 0;
    });
    let error = client.group(&id()).await.unwrap_err();
    assert_eq!((error.code(), error.word()), (Code::TryAgain, "dns"), "{}", error.to_text());
    assert!(error.message().contains("no-such-host.invalid"));
}

#[tokio::test]
async fn a_proxy_that_cannot_be_reached_is_said_to_be_the_trouble() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let tenant = Tenant::play([]).await;
    let through = async |address: &str, base: &str| {
        let (client, _) = client_with(&tenant, token(), |settings| {
            settings.base = base.parse().unwrap();
            settings.proxies = Proxies::through("HTTPS_PROXY", address.parse().unwrap());
            settings.address_hint = Some("check the tenant".into());
            settings.retries = 0;
        });
        client.group(&id()).await.unwrap_err()
    };
    let hints = ["check the address of the proxy (`HTTPS_PROXY`)"];
    for proxy in ["http://me:hunter2@nosuch.invalid:8080", "https://nosuch.invalid"] {
        for base in ["https://192.0.2.1", "http://tenant.invalid"] {
            let error = through(proxy, base).await;
            assert_eq!((error.code(), error.word()), (Code::TryAgain, "proxy"), "{proxy} {base}");
            let expected = "the name of the proxy `nosuch.invalid` could not be resolved";
            assert_eq!(error.message(), expected, "{proxy} {base}");
            assert_eq!(error.hint_texts(), hints, "{proxy} {base}");
        }
    }
    for (scheme, base) in [
        ("http", "https://tenant.invalid"),
        ("http", "http://tenant.invalid"),
        ("https", "https://tenant.invalid"),
        ("socks5h", "https://tenant.invalid"),
        ("socks5", "https://192.0.2.1"),
    ] {
        let error = through(&format!("{scheme}://me:hunter2@{closed}"), base).await;
        let expected = format!("cannot connect to the proxy `{closed}`");
        assert_eq!((error.message(), error.word()), (expected.as_str(), "connection"), "{scheme}");
        assert_eq!(error.hint_texts(), hints, "{scheme}");
    }
    // This version of SOCKS has names looked up here.
    let error = through(&format!("socks5://{closed}"), "https://tenant.invalid").await;
    assert_eq!(error.message(), "the name of `tenant.invalid` could not be resolved");
    assert_eq!((error.word(), error.hint_texts()[0].as_str()), ("dns", "check the tenant"));
}

/// A client for a tenant that no name server knows, behind the proxy.
fn behind(proxy: &Tenant, scheme: &str) -> (Client, Arc<Notes>) {
    let address = format!("http://me:hunter2hunter2@{}", proxy.address);
    client_with(proxy, pat(), |settings| {
        settings.base = format!("{scheme}://tenant.invalid").parse().unwrap();
        settings.proxies = Proxies::through("--proxy", address.parse().unwrap());
        settings.retries = 0;
        settings.verbosity = 2;
    })
}

#[tokio::test]
async fn token_and_request_go_through_the_proxy_with_its_credentials() {
    let proxy = Tenant::play([
        Act::json(200, json!({"access_token": "t", "expires_in": 60})),
        Act::json(200, group()),
    ])
    .await;
    let (client, notes) = behind(&proxy, "http");
    client.group(&id()).await.unwrap();
    assert_eq!(
        proxy.lines(),
        [
            "POST http://tenant.invalid/oauth/token",
            "GET http://tenant.invalid/v3/password-sync-groups/g1"
        ]
    );
    for seen in proxy.seen() {
        assert_eq!(seen.header("proxy-authorization"), Some("Basic bWU6aHVudGVyMmh1bnRlcjI="));
    }
    assert!(!notes.lines().contains("hunter2"), "{}", notes.lines());
}

#[tokio::test]
async fn a_proxy_that_wants_credentials_names_its_setting() {
    for scheme in ["http", "https"] {
        let proxy = Tenant::serve(|_, _| Act::empty(407)).await;
        let (client, _) = behind(&proxy, scheme);
        let error = client.group(&id()).await.unwrap_err();
        assert_eq!((error.code(), error.word()), (Code::Usage, "proxy"), "{}", error.to_text());
        assert!(error.hint_texts()[0].contains("`--proxy`"), "{}", error.to_text());
        assert!(!error.to_text().contains("hunter2"));
        let tunnel = scheme == "https";
        assert_eq!(proxy.lines()[0].starts_with("CONNECT tenant.invalid:443"), tunnel);
    }
}

#[tokio::test]
async fn loopback_does_not_go_through_the_proxy() {
    let proxy = Tenant::play([]).await;
    let tenant = Tenant::play([Act::json(200, group())]).await;
    let (client, _) = client_with(&tenant, token(), |settings| {
        settings.proxies = Proxies::through("--proxy", proxy.base());
    });
    client.group(&id()).await.unwrap();
    assert_eq!((tenant.seen().len(), proxy.seen().len()), (1, 0));
}

#[tokio::test]
async fn an_answer_may_begin_with_a_byte_order_mark() {
    let text = group().to_string();
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    };
    let narrow = format!("\u{feff}{text}").into_bytes();
    for body in [narrow, wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
        let tenant = Tenant::play([Act::Response { status: 200, headers: Vec::new(), body }]).await;
        let (client, _) = client(&tenant);
        assert_eq!(client.group(&id()).await.unwrap().body.id(), "g1");
    }
}

/// A `gzip` of so many MiB of blanks before the text, in one block with the fixed codes of the format.
fn inflating(mib: usize, text: &str) -> Vec<u8> {
    let blanks = mib << 20;
    let mut bits = vec![true, true, false];
    let mut code = |value: u32, length: u32| {
        bits.extend((0..length).rev().map(|bit| value >> bit & 1 == 1));
    };
    let literal = |byte: u8| (0x30 + u32::from(byte), 8);
    let (copies, singles) = ((blanks - 1) / 258, (blanks - 1) % 258 + 1);
    (0..singles).map(|_| literal(b' ')).for_each(|(value, length)| code(value, length));
    // 258 bytes from one byte back.
    (0..copies).flat_map(|_| [(0xC5, 8), (0, 5)]).for_each(|(value, length)| code(value, length));
    text.bytes().map(literal).for_each(|(value, length)| code(value, length));
    code(0, 7);
    let byte = |bits: &[bool]| bits.iter().rev().fold(0, |byte, &bit| byte << 1 | u8::from(bit));
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    gzip.extend(bits.chunks(8).map(byte));
    let whole = [" ".repeat(blanks).as_bytes(), text.as_bytes()].concat();
    // What is not read to its end needs no checksum.
    let checksum = if mib == 1 { crc32(&whole) } else { 0 };
    gzip.extend(checksum.to_le_bytes());
    gzip.extend(u32::try_from(whole.len()).unwrap().to_le_bytes());
    gzip
}

#[tokio::test]
async fn an_answer_that_inflates_beyond_all_measure_is_not_read() {
    for (mib, refused) in [(1, false), (70, true)] {
        let body = inflating(mib, r#"{"id":"g1"}"#);
        let act = Act::Response { status: 200, headers: Vec::new(), body };
        let tenant = Tenant::play([act.with("Content-Encoding", "gzip")]).await;
        let (client, _) = client(&tenant);
        match client.group(&id()).await {
            Ok(reply) => assert!(!refused && reply.body.id() == "g1"),
            Err(error) => {
                assert!(refused, "{}", error.to_text());
                assert_eq!((error.code(), error.word()), (Code::Refused, "too_large"));
                assert!(error.message().contains("64 MiB"), "{error}");
                assert_eq!(tenant.seen().len(), 1);
            }
        }
    }
}

#[tokio::test]
async fn compressed_answers_are_read() {
    // `gzip` of `{"id":"g1"}`, without file name and time.
    let gzip = [
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0x56, 0xca, 0x4c, 0x51, 0xb2, 0x52, 0x4a, 0x37,
        0x54, 0xaa, 0x05, 0x00,
    ];
    let mut body = gzip.to_vec();
    body.extend(crc32(br#"{"id":"g1"}"#).to_le_bytes());
    body.extend(11_u32.to_le_bytes());
    let act = Act::Response { status: 200, headers: Vec::new(), body };
    let tenant = Tenant::play([act.with("Content-Encoding", "gzip")]).await;
    let (client, _) = client(&tenant);
    assert_eq!(client.group(&id()).await.unwrap().body.id(), "g1");
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |c, _| step(c)))
}

/// A company's authority, and a tenant with a certificate of it for this name and time.
async fn tls_tenant(name: &str, until: i32) -> (tempfile::NamedTempFile, Tenant) {
    let (file, config) = certified(name, until);
    let acceptor = TlsAcceptor::from(Arc::new(config));
    (file, Tenant::serve_tls(acceptor, |_, _| Act::json(200, group())).await)
}

fn certified(name: &str, until: i32) -> (tempfile::NamedTempFile, ServerConfig) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(2000, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(authority.pem().as_bytes()).unwrap();
    (file, config)
}

fn tls_client(tenant: &Tenant, ca: Option<&tempfile::NamedTempFile>) -> Client {
    let change = |settings: &mut Settings| {
        settings.base = format!("https://localhost:{}", tenant.address.port()).parse().unwrap();
        settings.ca_file = ca.map(|file| file.path().to_owned());
    };
    client_with(tenant, token(), change).0
}

#[tokio::test]
async fn a_private_authority_is_trusted_where_it_is_named() {
    let (ca, tenant) = tls_tenant("localhost", 2999).await;
    let error = tls_client(&tenant, None).create_group(&object(json!({}))).await.unwrap_err();
    assert_eq!((error.code(), error.word()), (Code::Usage, "tls"), "{}", error.to_text());
    assert!(error.message().contains("does not trust"), "{error}");
    assert!(error.hint_texts()[0].contains("--ca-file"), "{error}");
    let client = tls_client(&tenant, Some(&ca));
    assert_eq!(client.group(&id()).await.unwrap().body.id(), "g1");
    assert_eq!(client.counters().requests, 1);
}

#[tokio::test]
async fn a_certificate_that_is_not_good_is_refused_once_and_named() {
    for (name, until, words) in
        [("localhost", 2001, "has expired"), ("other.example", 2999, "is for another name")]
    {
        let (ca, tenant) = tls_tenant(name, until).await;
        let client = tls_client(&tenant, Some(&ca));
        let error = client.group(&id()).await.unwrap_err();
        assert_eq!((error.word(), client.counters().requests), ("tls", 1));
        assert!(error.message().contains(words), "{}", error.to_text());
        assert_eq!(tenant.seen().len(), 0);
    }
}

#[tokio::test]
async fn the_certificate_of_a_proxy_is_named_as_its_own() {
    let (_ca, proxy) = tls_tenant("localhost", 2999).await;
    let (client, _) = client_with(&proxy, token(), |settings| {
        settings.base = "https://tenant.invalid".parse().unwrap();
        let address = format!("https://localhost:{}", proxy.address.port());
        settings.proxies = Proxies::through("--proxy", address.parse().unwrap());
    });
    let error = client.group(&id()).await.unwrap_err();
    let expected = "the certificate of the proxy `localhost` is from an issuer that this machine does not trust";
    assert_eq!((error.message(), error.code()), (expected, Code::Usage));
    assert!(error.hint_texts()[0].contains("--ca-file"), "{error}");
}

#[tokio::test]
async fn a_file_that_is_no_authority_stops_the_first_request() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"no PEM").unwrap();
    let tenant = Tenant::play([]).await;
    let error = tls_client(&tenant, Some(&file)).group(&id()).await.unwrap_err();
    assert_eq!(error.code(), Code::Usage);
}

#[tokio::test]
async fn http_2_is_spoken_where_it_is_offered() {
    let (ca, mut config) = certified("localhost", 2999);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        let mut preface = [0; 14];
        stream.read_exact(&mut preface).await.unwrap();
        preface
    });
    let tenant = Tenant::play([]).await;
    let (client, _) = client_with(&tenant, token(), |settings| {
        settings.base = format!("https://localhost:{port}").parse().unwrap();
        settings.ca_file = Some(ca.path().to_owned());
        settings.retries = 0;
    });
    client.group(&id()).await.unwrap_err();
    let preface = tokio::time::timeout(PATIENCE, server).await;
    assert_eq!(&preface.unwrap().unwrap(), b"PRI * HTTP/2.0");
}
