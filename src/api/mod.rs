//! The wire: one method an endpoint, over one way to send a request.
