//! Whom the program trusts.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use serde_json::json;

use crate::scripted::{Act, GROUPS, Scripted, group};
use crate::world::{Run, World};

/// A company's authority as PEM, and a tenant with a certificate of it for this name and time.
fn tenant(name: &str, until: i32) -> (String, Scripted) {
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
    let handler = |seen: &crate::scripted::Seen, _| match seen.target() {
        "POST /oauth/token" => Act::json(200, json!({"access_token": "t", "expires_in": 750})),
        "GET /oauth/info" => Act::json(200, json!({"tenantName": "acme"})),
        _ => Act::list([group("g1", "N")]),
    };
    (authority.pem(), Scripted::serve_tls(config, handler))
}

fn list(world: &World, tenant: &Scripted, more: &[&str]) -> Run {
    world.command(&[&["list", "-o", "json", "--retries", "0"], more].concat()).at(tenant).run()
}

#[test]
fn a_private_authority_is_refused_with_a_hint_and_trusted_where_it_is_named() {
    let world = World::new();
    let (ca, tenant) = tenant("localhost", 2999);
    let file = world.file("ca.pem", ca);
    let error = list(&world, &tenant, &[]).exits(2).without_answer().error();
    assert_eq!(error["code"], "tls");
    assert!(error["hints"][0].as_str().unwrap().contains("--ca-file"), "{error}");
    assert_eq!(tenant.seen().len(), 0);

    assert_eq!(list(&world, &tenant, &["--ca-file", &file]).quietly().json()[0]["id"], "g1");
    assert_eq!(tenant.count(GROUPS), 1);

    let port = tenant.address.port();
    world.config(&format!(
        "[profiles.p]\nbase_url = \"https://localhost:{port}\"\nclient_id = \"c\"\nca_file = \"../../ca.pem\"\n"
    ));
    let run = world
        .command(&["-p", "p", "list", "-o", "id"])
        .env("SYNCGROUP_CLIENT_SECRET", "5ecre7")
        .run()
        .quietly();
    assert_eq!(run.stdout, "g1\n");
}

#[test]
fn the_authorities_of_ssl_cert_file_take_the_place_of_the_systems() {
    let world = World::new();
    let (ca, tenant) = tenant("localhost", 2999);
    let file = world.file("ca.pem", ca);
    let list = |file: &str| {
        let list = world.command(&["list", "-o", "id", "--retries", "0"]).at(&tenant);
        list.env("SSL_CERT_FILE", file).run()
    };
    assert_eq!(list(&file).quietly().stdout, "g1\n");
    let other = world.file("other.pem", self::tenant("localhost", 2999).0);
    list(&other).exits(2).without_answer().says("certificate of `localhost` is not valid");
    list("/nowhere.pem")
        .exits(2)
        .without_answer()
        .says("the system has no certificate authorities");
}

#[test]
fn an_expired_and_a_foreign_certificate_are_refused() {
    for (name, until, words) in
        [("localhost", 2001, "has expired"), ("other.example", 2999, "is for another name")]
    {
        let world = World::new();
        let (ca, tenant) = tenant(name, until);
        let file = world.file("ca.pem", ca);
        let error = list(&world, &tenant, &["--ca-file", &file]).exits(2).without_answer().error();
        assert!(error["message"].as_str().unwrap().contains(words), "{error}");
        assert_eq!(tenant.seen().len(), 0);
    }
}

#[test]
fn the_doctor_names_the_step() {
    let world = World::new();
    let (_, tenant) = tenant("localhost", 2999);
    let run = world.command(&["doctor", "-o", "json"]).at(&tenant).run().exits(2);
    let steps = run.json();
    let step = steps.as_array().unwrap().iter().find(|step| step["step"] == "TLS").unwrap();
    assert_eq!(step["result"], "failed");
    assert!(step["remedy"][0].as_str().unwrap().contains("--ca-file"), "{step}");
}
