//! A reply as it is put on the wire, whole or cut in the middle.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::{Response, header};

use super::reply::Reply;

/// The end of a connection on purpose.
#[derive(Debug)]
pub(super) struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection is broken on purpose")
    }
}

impl std::error::Error for Broken {}

/// The response of hyper; a `cut` one ends in the middle of its body.
pub(super) fn render(reply: Reply, cut: bool) -> Response<Payload> {
    let mut response = Response::builder().status(reply.status);
    if !reply.content_type.is_empty() {
        response = response.header(header::CONTENT_TYPE, reply.content_type);
    }
    for (name, value) in &reply.headers {
        response = response.header(*name, value);
    }
    // Status and headers are our own, so that this cannot fail; if it did, the client would see an empty 200.
    response.body(Payload::new(reply.body, cut)).unwrap_or_default()
}

/// The body of a reply, whole or cut in the middle.
#[derive(Default)]
pub(super) struct Payload {
    data: Option<Bytes>,
    /// What `Content-Length` says.
    length: u64,
    cut: Option<Cut>,
}

/// What is left to do for a cut.
#[derive(Clone, Copy)]
enum Cut {
    /// Give the connection time to send the first half.
    Wait,
    Break,
}

impl Payload {
    fn new(text: String, cut: bool) -> Self {
        let bytes = Bytes::from(text);
        let length = bytes.len() as u64;
        let data = if cut { bytes.slice(..bytes.len() / 2) } else { bytes };
        Self {
            data: Some(data).filter(|data| !data.is_empty()),
            length,
            cut: cut.then_some(Cut::Wait),
        }
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(data) = self.data.take() {
            self.length -= data.len() as u64;
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
        match self.cut {
            None => Poll::Ready(None),
            Some(Cut::Wait) => {
                self.cut = Some(Cut::Break);
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Some(Cut::Break) => Poll::Ready(Some(Err(io::Error::other(Broken)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none() && self.cut.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
