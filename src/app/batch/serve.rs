//! Takes the lines of requests as they come, starts what may start, and answers everything in its order.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::app::batch::event::{Keys, Sink};
use crate::app::batch::get::Arrival;
use crate::app::batch::memory::Memory;
use crate::app::batch::operation::{OPERATIONS, PROTOCOL};
use crate::app::batch::order::{Access, Order};
use crate::app::batch::outbox::Outbox;
use crate::app::batch::request::{Read, Request};
use crate::app::batch::run::run;
use crate::app::batch::{error_event, request};
use crate::app::session::context::Context;
use crate::app::session::interrupt::is_interruption;
use crate::app::session::items;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::output::{Lines, ascii_line};

/// While so many bytes wait to be read, no request starts.
const MOST_OUTPUT: usize = 1 << 20;

/// What comes from the other program.
#[derive(Debug)]
pub enum Input {
    /// Lines that came together.
    Lines(Vec<Line>),
    /// There is no more.
    End,
}

/// A line, without its end.
#[derive(Debug)]
pub enum Line {
    Whole(Vec<u8>),
    /// It is longer than any that is read.
    TooLong,
}

impl Line {
    /// How many bytes wait with it.
    pub fn len(&self) -> usize {
        match self {
            Self::Whole(bytes) => bytes.len(),
            Self::TooLong => 0,
        }
    }
}

/// Why a batch has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It was asked to, or nobody asked for anything for a long time.
    Asked,
    /// No more requests come; `true` where one was answered with `stopped`.
    OfInput(bool),
    /// A signal.
    Signal,
}

/// What surrounds the requests.
pub struct Serving<'a> {
    /// Gives the requests their tenant.
    pub ctx: &'a Context,
    pub lines: Rc<Lines>,
    /// Says that a line of so many bytes waits no more.
    pub taken: Box<dyn Fn(usize) + 'a>,
    pub idle: Option<Duration>,
}

struct Waiting {
    sink: Sink,
    request: Result<Request>,
    arrived: Instant,
    bytes: usize,
}

/// How the batch goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Requests come.
    Open,
    /// What was read is completed, and then it ends.
    Ending,
    /// Nothing starts any more.
    Stopping(End),
}

type Running<'a> = FuturesUnordered<Pin<Box<dyn Future<Output = (Access, Sink)> + 'a>>>;

struct Batch<'a> {
    serving: &'a Serving<'a>,
    memory: &'a Memory,
    outbox: Rc<Outbox>,
    order: Order<Waiting>,
    running: Running<'a>,
    state: State,
    answers: Answers<'a>,
}

/// Says how requests have ended.
#[derive(Clone)]
struct Answers<'a> {
    ctx: &'a Context,
    /// Whether one of them was stopped, before or after it was begun.
    stopped: Rc<Cell<bool>>,
}

/// Says that requests may come.
pub fn ready(ctx: &Context, lines: &Lines) -> Result<()> {
    let tenant = ctx.tenant()?;
    let operations: Vec<&str> = OPERATIONS.iter().map(|operation| operation.name).collect();
    lines.add(ascii_line(&json!({
        "event": "ready",
        "protocol": PROTOCOL,
        "version": env!("CARGO_PKG_VERSION"),
        "profile": tenant.name,
        "host": tenant.address.host(),
        "operations": operations,
    })));
    Ok(())
}

/// Answers requests until there is an end.
pub async fn serve(serving: &Serving<'_>, mut input: UnboundedReceiver<Input>) -> Result<End> {
    let memory = Memory::default();
    let outbox = {
        let lines = Rc::clone(&serving.lines);
        Rc::new(Outbox::new(move |bytes| lines.add(bytes)))
    };
    let mut batch = Batch {
        serving,
        memory: &memory,
        outbox,
        order: Order::new(items::IN_FLIGHT),
        running: FuturesUnordered::new(),
        state: State::Open,
        answers: Answers { ctx: serving.ctx, stopped: Rc::default() },
    };
    let (mut last, mut open) = (Instant::now(), true);
    loop {
        batch.start();
        if let Some(end) = batch.end() {
            return Ok(end);
        }
        let idle = batch.is_idle();
        tokio::select! {
            biased;
            () = serving.ctx.interrupt.wait(), if !batch.is_stopping() => batch.stop(End::Signal),
            came = input.recv(), if open => {
                last = Instant::now();
                open = matches!(came, Some(Input::Lines(_)));
                batch.take(came.unwrap_or(Input::End));
            }
            Some((access, sink)) = batch.running.next(), if !batch.running.is_empty() => {
                last = Instant::now();
                batch.order.end(access);
                sink.end();
            }
            () = serving.lines.changed() => {}
            () = pause(serving.idle, last), if idle => batch.stop(End::Asked),
        }
        if serving.lines.is_closed() && !batch.is_stopping() {
            batch.stop(End::Asked);
        }
    }
}

/// Waits until nothing was asked for long enough.
async fn pause(idle: Option<Duration>, last: Instant) {
    match idle {
        Some(idle) => tokio::time::sleep(idle.saturating_sub(last.elapsed())).await,
        None => std::future::pending().await,
    }
}

impl Batch<'_> {
    /// Takes what came.
    fn take(&mut self, input: Input) {
        let lines = match input {
            Input::Lines(lines) => lines,
            Input::End if self.state == State::Open => return self.stop(End::OfInput(false)),
            Input::End => return,
        };
        for line in lines {
            let bytes = line.len();
            let read = match line {
                Line::Whole(line) => request::read(&line),
                Line::TooLong => Some(too_long()),
            };
            let Some(read) = read else {
                (self.serving.taken)(bytes);
                continue;
            };
            self.enter(read, bytes);
        }
    }

    fn enter(&mut self, read: Read, bytes: usize) {
        let Read { id, request } = read;
        let name = request.as_ref().map_or("", |request| request.operation.name);
        let ends = name == "end" && self.state == State::Open;
        if ends || name == "stop" && !self.is_stopping() {
            (self.serving.taken)(bytes);
            if !id.is_null() {
                self.finish(id, Ok(Keys::new()));
            }
            if ends {
                self.state = State::Ending;
            } else {
                self.stop(End::Asked);
            }
            return;
        }
        let sink = Sink::enter(&self.outbox, id);
        let request = match self.state {
            State::Open => request,
            State::Ending => Err(Error::usage("the request came after `end`")),
            State::Stopping(_) => Err(stopped()),
        };
        let access = request.as_ref().map_or(Access::Reads, |request| request.access);
        self.order.push(access, Waiting { sink, request, arrived: Instant::now(), bytes });
        if self.is_stopping() {
            self.drop_waiting();
        }
    }

    /// Answers at once.
    fn finish(&self, id: Value, done: Result<Keys>) {
        let sink = Sink::enter(&self.outbox, id);
        self.answers.give(&sink, done);
        sink.end();
    }

    /// Nothing starts any more; what is in flight gets some seconds.
    fn stop(&mut self, end: End) {
        self.state = State::Stopping(end);
        if end != End::Signal {
            self.serving.ctx.interrupt.stop();
        }
        self.drop_waiting();
    }

    fn drop_waiting(&mut self) {
        let waiting: Vec<Waiting> = self.order.drain().collect();
        for Waiting { sink, request, bytes, .. } in waiting {
            (self.serving.taken)(bytes);
            self.answers.give(&sink, request.and_then(|_| Err(stopped())));
            sink.end();
        }
    }

    /// Starts every request that may start.
    fn start(&mut self) {
        while self.outbox.waiting() + self.serving.lines.waiting() < MOST_OUTPUT {
            let Some((access, waiting)) = self.order.start() else { return };
            let Waiting { sink, request, arrived, bytes } = waiting;
            (self.serving.taken)(bytes);
            let gets = self.order.waiting_gets() as u64 + u64::from(access == Access::Gets);
            let arrival = Arrival { at: arrived, gets };
            let (answers, memory) = (self.answers.clone(), self.memory);
            self.running.push(Box::pin(async move {
                let work = async {
                    match request {
                        Ok(request) => run(answers.ctx, memory, &request, arrival).await,
                        Err(error) => Err(error),
                    }
                };
                let done = sink.scope(Box::pin(work)).await;
                let done = done.map_err(|error| of_stop(answers.ctx, error));
                answers.give(&sink, done);
                (access, sink)
            }));
        }
    }

    fn is_stopping(&self) -> bool {
        matches!(self.state, State::Stopping(_))
    }

    fn is_idle(&self) -> bool {
        self.order.is_empty() && self.running.is_empty()
    }

    /// The end, where it is reached.
    fn end(&self) -> Option<End> {
        match self.state {
            State::Ending if self.is_idle() => Some(End::Asked),
            State::Stopping(End::OfInput(_)) if self.running.is_empty() => {
                Some(End::OfInput(self.answers.stopped.get()))
            }
            State::Stopping(end) if self.running.is_empty() => Some(end),
            _ => None,
        }
    }
}

fn too_long() -> Read {
    let error = Error::usage("the line is longer than 8 MiB, the most that is read");
    Read { id: Value::Null, request: Err(error) }
}

/// The error of a request that was not begun.
fn stopped() -> Error {
    Error::new(Code::Interrupted, "the batch was stopped before the request was begun")
        .kind(ErrorKind::Stopped)
}

/// After a stop, what is only interrupted is not done.
fn of_stop(ctx: &Context, error: Error) -> Error {
    if ctx.interrupt.pressed() && is_interruption(&error) {
        return Error::new(Code::Interrupted, "the batch was stopped before the request was done")
            .kind(ErrorKind::Stopped);
    }
    error
}

impl Answers<'_> {
    fn give(&self, sink: &Sink, done: Result<Keys>) {
        match done {
            Ok(keys) => sink.say("done", keys),
            Err(error) => {
                self.stopped.set(self.stopped.get() || error.is(ErrorKind::Stopped));
                sink.say("error", error_event::keys(&error, &self.ctx.invocation()));
            }
        }
    }
}
