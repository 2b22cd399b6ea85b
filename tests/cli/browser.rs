//! A headless browser, driven by its own protocol over a pipe: keys are pressed as a hand presses them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::tools::tool;
use crate::world::World;

/// A browser with one page. It ends with this value.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: Value,
    calls: u64,
    /// Addresses of everything that pages asked for.
    pub requests: Vec<String>,
}

impl Browser {
    /// Starts it. `None` where this machine has none: the test ends, and has said so.
    pub fn start(world: &World) -> Option<Self> {
        let chromium = tool("chromium")?;
        // The protocol's two pipes are the file descriptors 3 and 4.
        let script = "exec \"$0\" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
                      --remote-debugging-pipe --user-data-dir=\"$HOME/browser\" 3<&0 4>&1 </dev/null >/dev/null";
        let mut child = Command::new("bash")
            .args(["-c", script])
            .arg(chromium)
            .env("HOME", world.home())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let to = child.stdin.take().unwrap();
        let from = BufReader::new(child.stdout.take().unwrap());
        let (session, requests) = (Value::Null, Vec::new());
        let mut browser = Self { child, to, from, session, calls: 0, requests };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let options = json!({"targetId": target["targetId"], "flatten": true});
        browser.session = browser.call("Target.attachToTarget", &options)["sessionId"].clone();
        for domain in ["Page", "Network", "Accessibility"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        Some(browser)
    }

    /// Opens a file, with what comes behind its address, and waits until it is there.
    pub fn visit(&mut self, file: &Path, hash: &str) {
        // Another hash alone would be no visit.
        self.load("about:blank");
        self.load(&format!("file://{}{hash}", file.display()));
    }

    fn load(&mut self, url: &str) {
        self.send("Page.navigate", &json!({"url": url}));
        while self.receive()["method"] != "Page.loadEventFired" {}
    }

    /// What a JavaScript expression gives on the page.
    #[track_caller]
    pub fn value(&mut self, expression: &str) -> Value {
        let options = json!({"expression": expression, "returnByValue": true});
        let reply = self.call("Runtime.evaluate", &options);
        assert!(reply.get("exceptionDetails").is_none(), "{expression}: {reply}");
        reply["result"]["value"].clone()
    }

    /// Presses and releases a key, such as `/`, `a`, `Tab` or `ArrowDown`.
    pub fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, None),
            "Enter" => (13, Some("\r")),
            "Escape" => (27, None),
            "ArrowUp" => (38, None),
            "ArrowDown" => (40, None),
            character => (0, Some(character)),
        };
        let mut options = json!({"type": "keyDown", "key": key, "windowsVirtualKeyCode": code});
        if let Some(text) = text {
            options["text"] = text.into();
        }
        self.call("Input.dispatchKeyEvent", &options);
        options["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", &options);
    }

    /// Lets the user prefer `light` or `dark`.
    pub fn prefer(&mut self, scheme: &str) {
        let feature = json!({"name": "prefers-color-scheme", "value": scheme});
        self.call("Emulation.setEmulatedMedia", &json!({"features": [feature]}));
    }

    /// `(role, name)` of everything that a screen reader is told.
    pub fn told(&mut self) -> Vec<(String, String)> {
        let tree = self.call("Accessibility.getFullAXTree", &json!({}));
        let nodes = tree["nodes"].as_array().unwrap();
        let text = |node: &Value, key: &str| node[key]["value"].as_str().unwrap_or("").to_owned();
        let heard = nodes.iter().filter(|node| node["ignored"] != true);
        heard.map(|node| (text(node, "role"), text(node, "name"))).collect()
    }

    #[track_caller]
    fn call(&mut self, method: &str, options: &Value) -> Value {
        self.send(method, options);
        loop {
            let message = self.receive();
            if message["id"] == self.calls {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
        }
    }

    fn send(&mut self, method: &str, options: &Value) {
        self.calls += 1;
        let mut message = json!({"id": self.calls, "method": method, "params": options});
        if !self.session.is_null() {
            message["sessionId"] = self.session.clone();
        }
        write!(self.to, "{message}\0").unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut bytes = Vec::new();
        self.from.read_until(0, &mut bytes).unwrap();
        assert_eq!(bytes.pop(), Some(0), "the browser has ended");
        let message: Value = serde_json::from_slice(&bytes).unwrap();
        if message["method"] == "Network.requestWillBeSent" {
            self.requests.extend(message["params"]["request"]["url"].as_str().map(str::to_owned));
        }
        message
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
