use super::*;

#[test]
fn text_has_message_causes_status_and_hints_in_this_order() {
    let error = Error::new(Code::NotFound, "sync group `x` was not found")
        .cause("the tenant said so")
        .hint("syncgroup list")
        .refusal(Refusal {
            status: 404,
            detail_code: Some("404 Not found".into()),
            tracking_id: Some("ab".into()),
            ..Refusal::default()
        });
    assert_eq!(
        error.to_text(),
        "error: sync group `x` was not found\n  cause: the tenant said so\n  status: 404, detailCode: 404 Not \
             found, trackingId: ab\n  hint: syncgroup list\n"
    );
}

#[test]
fn json_names_every_field_also_where_it_is_unknown() {
    let json = Error::usage("no").to_json(&Invocation::default());
    assert_eq!(
        json.to_string(),
        r#"{"error":{"code":"usage","message":"no","status":null,"detailCode":null,"trackingId":null,"hints":[]}}"#
    );
}

#[test]
fn a_place_stands_before_the_message_and_in_fields_of_its_own() {
    let error = Error::usage("unknown key `a`").at(Location::new("g.yaml", 3, 5));
    let error = error.at(Location::file("elsewhere")).about("`Sales`").about("prod");
    assert_eq!(error.message(), "unknown key `a`");
    assert_eq!(error.to_string(), "prod: `Sales`: g.yaml:3:5: unknown key `a`");
    let json = error.to_json(&Invocation::default());
    assert_eq!(json["error"]["message"], "prod: `Sales`: g.yaml:3:5: unknown key `a`");
    assert_eq!(
        (&json["error"]["file"], &json["error"]["line"], &json["error"]["column"]),
        (&json!("g.yaml"), &json!(3), &json!(5))
    );
    let whole = Error::usage("empty").at(Location::file("f")).to_json(&Invocation::default());
    assert!(whole["error"]["line"].is_null() && whole["error"]["column"].is_null());
}

#[test]
fn a_failure_of_the_machine_keeps_its_chain() {
    let error = Error::from(anyhow::anyhow!("disk full").context("cannot write `x`"));
    assert_eq!(error.to_text(), "error: cannot write `x`\n  cause: disk full\n");
    assert_eq!(error.code(), Code::Refused);
}
