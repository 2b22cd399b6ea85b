//! `doctor`: each step with its result and remedy, and the exit code of the first failure.

use serde_json::Value;

use crate::world::{Run, World};

/// Result and remedy of a step.
fn step(run: &Run, name: &str) -> (String, String) {
    let steps = run.json();
    let step = steps.as_array().unwrap().iter().find(|step| step["step"] == name).unwrap().clone();
    (step["result"].as_str().unwrap().to_owned(), step["remedy"].to_string())
}

fn failed(run: &Run) -> Vec<String> {
    let steps = run.json();
    let failed = steps.as_array().unwrap().iter().filter(|step| step["result"] == "failed");
    failed.map(|step| step["step"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_tenant_that_is_well_passes_every_step() {
    let world = World::new();
    let run = world.sandbox(&["doctor", "-o", "json"]).exits(0).says("no problems found");
    assert!(
        run.json().as_array().unwrap().iter().all(|step| step["result"] == "ok"),
        "{}",
        run.stdout
    );
    let table = world.sandbox(&["doctor", "-q"]).quietly().stdout;
    assert!(table.starts_with("STEP") && table.contains("`sandbox.admin` is ORG_ADMIN"), "{table}");
}

#[test]
fn the_first_failure_gives_the_exit_code() {
    let world = World::new();
    let doctor = ["doctor", "-o", "json"];
    let nothing = world.run(&doctor).exits(2);
    assert_eq!(failed(&nothing), ["tenant"]);
    world.config("[profiles.p]\nclient_secret = \"x\"\n");
    // What is broken there is of no concern to a tenant that the variables name, and is told all the same.
    let broken = world.run(&["-p", "p", "doctor", "-o", "json"]).exits(2);
    assert_eq!(failed(&broken), ["config file", "tenant"]);
    let nowhere = world
        .command(&["doctor", "-o", "json", "--retries", "0"])
        .env("SYNCGROUP_CONFIG_DIR", world.path("empty"))
        .env("SAIL_BASE_URL", "https://no-such-host.invalid")
        .env("SAIL_CLIENT_ID", "c")
        .env("SAIL_CLIENT_SECRET", "s")
        .run()
        .exits(6);
    assert_eq!(failed(&nowhere), ["host name"]);
    assert!(step(&nowhere, "host name").1.contains("check the variable `SAIL_BASE_URL`"));
}

#[test]
fn credentials_and_rights_are_told_without_a_write() {
    let world = World::new();
    let doctor = |client: &str| {
        let served = world.serve(&["--as", client]);
        world.command(&["doctor", "-o", "json", "-v"]).on(&served).run()
    };
    let run = doctor("application").exits(4);
    assert_eq!(failed(&run), ["write groups"]);
    assert!(step(&run, "write groups").1.contains("personal access token"));
    assert!(!run.stderr.contains("POST /v3") && !run.stderr.contains("PUT "), "{}", run.stderr);
    let run = doctor("limited").exits(4);
    assert_eq!(failed(&run), ["read groups", "write groups", "password policies"]);

    let served = world.serve(&[]);
    let wrong =
        world.command(&["doctor", "-o", "json"]).on(&served).env("SAIL_CLIENT_SECRET", "no").run();
    assert_eq!(failed(&wrong.exits(4)), ["credentials"]);
}

#[test]
fn a_tenant_without_candidates_cannot_have_a_group() {
    let tenant = crate::scripted::Scripted::tenant(|_, _| {
        crate::scripted::Act::json(200, Value::Array(Vec::new()))
            .with("date", "Sun, 06 Nov 1994 08:49:37 GMT")
    });
    let world = World::new();
    let run = world.command(&["doctor", "-o", "json"]).at(&tenant).run();
    // The first failure is that of `/oauth/info`, which is no object here.
    assert_eq!(failed(&run), ["/oauth/info", "password policies", "candidate sources"]);
    assert_eq!(run.code, 1);
}

/// A proxy that opens every tunnel to something that does not speak TLS.
fn proxy_without_tls() -> std::net::SocketAddr {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, mut buffer) = (stream.unwrap(), [0; 4096]);
            for answer in
                ["HTTP/1.1 200 OK\r\n\r\n", "this is not TLS, and long enough for a record"]
            {
                if stream.read(&mut buffer).is_err() || stream.write_all(answer.as_bytes()).is_err()
                {
                    break;
                }
            }
        }
    });
    address
}

#[test]
fn the_connection_says_through_which_proxy_it_goes_and_where_that_is_set() {
    let world = World::new();
    let run = world
        .command(&["doctor", "-o", "json", "--retries", "0"])
        .env("SAIL_BASE_URL", "https://acme.api.identitynow.com")
        .env("SAIL_CLIENT_ID", "c")
        .env("SAIL_CLIENT_SECRET", "s")
        .env("HTTPS_PROXY", format!("http://me:hunter2@{}", proxy_without_tls()))
        .run();
    assert_eq!(failed(&run), ["TLS"]);
    let connection = run.json()[3].clone();
    let detail = connection["detail"].as_str().unwrap();
    assert!(detail.starts_with("through http://***@127.0.0.1:"), "{connection}");
    assert!(detail.ends_with(" (HTTPS_PROXY)"), "{connection}");
}

#[test]
fn a_proxy_without_an_address_is_no_fault_of_the_tenants_name() {
    let world = World::new();
    let proxy = "http://nosuch.invalid:8080";
    world.config(&format!(
        "[profiles.p]\nbase_url = \"https://192.0.2.1\"\nclient_id = \"c\"\nproxy = \"{proxy}\"\n"
    ));
    let run = |arguments: &[&str]| {
        let arguments = [&["-p", "p", "--retries", "0"], arguments].concat();
        world.command(&arguments).env("SYNCGROUP_CLIENT_SECRET", "s").run()
    };
    let unresolved = "the name of the proxy `nosuch.invalid` could not be resolved";
    let list = run(&["list"]).exits(6).says(&format!("error: {unresolved}"));
    list.says("config.toml:4`)").does_not_say("base_url");
    let list = run(&["list", "--proxy", proxy]).exits(6);
    list.says("hint: check the address of the proxy (`--proxy`)").does_not_say("base_url");
    let steps = run(&["doctor", "-o", "json"]).exits(6).json();
    let of = |step: &str| steps.as_array().unwrap().iter().find(|each| each["step"] == step);
    assert_eq!(of("host name").unwrap()["result"], "ok");
    assert!(of("connection").unwrap()["detail"].as_str().unwrap().starts_with(unresolved));
}
