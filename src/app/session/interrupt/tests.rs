use super::*;

#[tokio::test]
async fn after_a_press_the_writes_are_told_by_what_came_of_them() {
    let interrupt = Interrupt::default();
    let note = |what: &str, result| interrupt.note(what.to_owned(), async { result });
    note("a", Ok(())).await.unwrap();
    note("b", Err(Error::usage("no"))).await.unwrap_err();
    let unknown = Error::new(Code::Refused, "who knows").kind(ErrorKind::OutcomeUnknown);
    note("c", Err(unknown)).await.unwrap_err();
    drop(Box::pin(interrupt.note::<()>("d".into(), std::future::pending())));
    assert_eq!(interrupt.conclude(Ok(Code::Done)).unwrap(), Code::Done);
    interrupt.receive(Signal::INTERRUPT, || {});
    let error = interrupt.conclude(Ok(Code::Refused)).unwrap_err();
    assert_eq!(error.code(), Code::Interrupted);
    assert_eq!(
        error.to_text(),
        "error: interrupted\n  cause: done: a\n  cause: not known whether done: c\n"
    );
    interrupt.expect();
    assert!(interrupt.conclude(Ok(Code::Done)).is_ok());
}

#[cfg(unix)]
#[test]
fn the_last_signal_counts_and_a_second_one_leaves_at_once() {
    let interrupt = Interrupt::default();
    let left = Arc::new(AtomicBool::new(false));
    let leave = {
        let left = Arc::clone(&left);
        move || left.store(true, Ordering::Relaxed)
    };
    interrupt.expect();
    interrupt.receive(Signal::HANG_UP, leave.clone());
    assert_eq!(*interrupt.watch().borrow(), Some(Duration::from_secs(5)));
    assert!(!left.load(Ordering::Relaxed));
    interrupt.receive(Signal::TERMINATE, leave);
    assert!(left.load(Ordering::Relaxed));
    assert_eq!(interrupt.signal().map(Signal::code), Some(Code::Terminated));
}
