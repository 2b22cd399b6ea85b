//! The least that any client must do: bare sockets, one connection, answers copied to stdout as they come.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

/// `get ADDRESS` or `list ADDRESS PAGES`: a token, then one group, or pages one after the other.
pub fn main(arguments: &[&str]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match arguments {
        ["get", address] => {
            let mut line = Line::connect(address)?;
            line.sign_in()?;
            out.write_all(
                &line
                    .request("GET /v3/password-sync-groups/00000000000000000000000000000000", "")?,
            )
        }
        ["list", address, pages] => {
            let mut line = Line::connect(address)?;
            line.sign_in()?;
            for page in 0..pages.parse().unwrap_or(1) {
                let path = format!("GET /v3/password-sync-groups?limit=250&offset={}", page * 250);
                out.write_all(&line.request(&path, "")?)?;
            }
            Ok(())
        }
        _ => Err(io::Error::other("floor get ADDRESS | floor list ADDRESS PAGES")),
    }
}

/// One connection.
pub struct Line {
    stream: BufReader<TcpStream>,
    token: String,
}

impl Line {
    pub fn connect(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::with_capacity(64 << 10, stream), token: String::new() })
    }

    fn sign_in(&mut self) -> io::Result<()> {
        let form = "grant_type=client_credentials&client_id=bench&client_secret=bench-secret";
        let reply = self.request("POST /oauth/token", form)?;
        let reply = String::from_utf8_lossy(&reply);
        let token =
            reply.split("\"access_token\":\"").nth(1).and_then(|rest| rest.split('"').next());
        token.unwrap_or_default().clone_into(&mut self.token);
        Ok(())
    }

    /// Sends a request, such as `GET /path`, and gives the body of the answer.
    pub fn request(&mut self, line: &str, form: &str) -> io::Result<Vec<u8>> {
        let token = &self.token;
        let length = form.len();
        let request = format!(
            "{line} HTTP/1.1\r\nhost: t\r\nauthorization: Bearer {token}\r\ncontent-length: {length}\r\n\r\n{form}"
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut length = 0;
        let mut header = String::new();
        loop {
            header.clear();
            self.stream.read_line(&mut header)?;
            if header.trim_end().is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length: ") {
                length = value.trim_end().parse().unwrap_or_default();
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(body)
    }
}
