//! What travels: seen by somebody between the client and the tenant.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use serde_json::Value;
use syncgroup::internals::Store;

use super::GOOD;
use crate::tools::tool;
use crate::world::{Invocation, Served, World};

/// Hands bytes on between the client and the tenant, and keeps what the client sent.
struct Relay {
    url: String,
    seen: Arc<Mutex<Vec<u8>>>,
}

impl Relay {
    /// With `cut` the connection ends after the request that sets a password, before its answer.
    fn before(served: &Served, cut: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let tenant = served.url.strip_prefix("http://").unwrap().to_owned();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&seen);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let tenant = TcpStream::connect(&tenant).unwrap();
                let (client2, tenant2) = (client.try_clone().unwrap(), tenant.try_clone().unwrap());
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || {
                    hand_on(client, tenant, |bytes| {
                        let mut kept = kept.lock().unwrap();
                        kept.extend_from_slice(bytes);
                        !(cut && String::from_utf8_lossy(&kept).contains("encryptedPassword"))
                    });
                });
                std::thread::spawn(move || hand_on(tenant2, client2, |_| true));
            }
        });
        Self { url, seen }
    }

    fn on(&self, invocation: Invocation, served: &Served) -> Invocation {
        invocation.on(served).env("SAIL_BASE_URL", &self.url)
    }

    /// Everything that the client sent.
    fn sent(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap()).into_owned()
    }

    /// The bodies of the requests that set a password.
    fn orders(&self) -> Vec<Value> {
        let sent = self.sent();
        let bodies = sent.split("POST /v3/set-password ").skip(1);
        bodies
            .map(|request| {
                let body = request.split_once("\r\n\r\n").unwrap().1;
                let mut values = serde_json::Deserializer::from_str(body).into_iter();
                values.next().unwrap().unwrap()
            })
            .collect()
    }
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, mut look: impl FnMut(&[u8]) -> bool) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        let goes_on = look(&buffer[..count]);
        if !goes_on {
            let _ = from.shutdown(Shutdown::Both);
        }
        if to.write_all(&buffer[..count]).is_err() || !goes_on {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

const SET: [&str; 7] =
    ["password", "set", "--user", "Abby.Smith", "--source", "G Suite", "--password-stdin"];

#[test]
fn openssl_opens_what_was_sent_to_exactly_the_typed_bytes() {
    if tool("openssl").is_none() {
        return;
    }
    let world = World::new();
    let served = world.serve(&[]);
    let key = Store::open(&world.database()).unwrap().password_key().unwrap();
    let key = world.file("key.der", key);
    let longest = format!("Aa1!{}", "ü".repeat(120)) + "x";
    for password in [GOOD, " Pässwört-🔑-1\t", &longest] {
        let relay = Relay::before(&served, false);
        let invocation = world.command(&SET).stdin(format!("{password}\n"));
        relay.on(invocation, &served).run().exits(0);
        let [order] = relay.orders().try_into().unwrap();
        assert!(!relay.sent().contains(password));
        let sealed = order["encryptedPassword"].as_str().unwrap();
        assert!(!sealed.contains('\n'));
        let sealed = base64::engine::general_purpose::STANDARD.decode(sealed).unwrap();
        assert_eq!(open(&key, &sealed), password.as_bytes());
    }
    let relay = Relay::before(&served, false);
    let invocation = world.command(&SET).stdin(longest + "x");
    let run = relay.on(invocation, &served).run().exits(7).without_answer();
    run.says("the password is 246 bytes long, and the tenant's encryption takes at most 245");
    assert!(relay.orders().is_empty());
}

fn open(key: &str, sealed: &[u8]) -> Vec<u8> {
    let arguments = [
        "pkeyutl",
        "-decrypt",
        "-inkey",
        key,
        "-keyform",
        "DER",
        "-pkeyopt",
        "rsa_padding_mode:pkcs1",
    ];
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(sealed).unwrap();
    child.wait_with_output().unwrap().stdout
}

#[test]
fn where_the_answer_is_lost_it_is_not_sent_again() {
    let world = World::new();
    let served = world.serve(&[]);
    let relay = Relay::before(&served, true);
    let invocation = world.command(&[&SET[..], &["-o", "json"]].concat()).stdin(GOOD);
    let run = relay.on(invocation, &served).run().exits(1).without_answer();
    assert_eq!(run.error()["code"], "outcome_unknown");
    assert_eq!(relay.orders().len(), 1);
    let [record] = super::history(&world).try_into().unwrap();
    assert_eq!(record.end.outcome, syncgroup::internals::Outcome::Unknown);
}
