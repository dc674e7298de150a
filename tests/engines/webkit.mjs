// The journey in WebKitGTK, through WebDriver: a small client, so that no package is needed for it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

import { travel } from "./journey.mjs";

// As the WebDriver standard numbers them.
const KEYS = {
  " ": " ",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Home: "\uE011",
  ArrowDown: "\uE015",
};

/** @param {string} site */
export default (site) => travel(site, launch);

async function launch({ origin }) {
  const { strangers, proxy } = await watch();
  const port = await freePort();
  const { screen, display } = await makeScreen();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: "x11" },
  });
  process.once("exit", () => {
    driver.kill();
    screen.kill();
  });
  const ask = (method, path, body) => request(`http://127.0.0.1:${port}${path}`, method, body);
  const { sessionId } = await start(ask, proxy.address().port);
  const say = (path, body = {}) => ask("POST", `/session/${sessionId}${path}`, body);
  const act = (type, actions) => say("/actions", { actions: [{ type, id: type, actions }] });

  return {
    address: () => ask("GET", `/session/${sessionId}/url`),
    back: () => say("/back"),
    reload: () => say("/refresh"),
    open: (address) => say("/url", { url: address }),
    run: (run, ...args) => say("/execute/sync", { script: `return (${run})(...arguments)`, args }),
    press(key) {
      const [last, ...held] = key
        .split("+")
        .map((name) => KEYS[name])
        .reverse();
      return act("key", [...held.map(down), down(last), up(last), ...held.map(up)]);
    },
    type: (text) =>
      act(
        "key",
        [...text].flatMap((letter) => [down(letter), up(letter)]),
      ),
    click: ({ x, y }) =>
      act("pointer", [
        { type: "pointerMove", x, y },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ]),
    async openNarrow(address, width) {
      // The window does not get as narrow as that; a frame does.
      await say("/frame", { id: null });
      await say("/url", { url: `${origin}/narrow?${new URLSearchParams({ width, address })}` });
      await say("/frame", { id: 0 });
    },
    strangers: () => strangers,
    async close() {
      await ask("DELETE", `/session/${sessionId}`);
      driver.kill();
      screen.kill();
      proxy.close();
    },
  };
}

const down = (value) => ({ type: "keyDown", value });
const up = (value) => ({ type: "keyUp", value });

/**
 * A screen that nobody sees: this browser cannot do without one. Not by xvfb-run, which fails now
 * and then while it tidies up.
 */
async function makeScreen() {
  const screen = spawn("Xvfb", ["-displayfd", "3", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = await once(screen.stdio[3], "data");
  return { screen, display: `:${String(number).trim()}` };
}

/** A proxy that notes who is asked for, and refuses. The driver itself tells of no requests. */
async function watch() {
  const strangers = [];
  const proxy = createServer((request, response) => {
    strangers.push(request.url);
    response.writeHead(502).end();
  });
  proxy.on("connect", (request, socket) => {
    strangers.push(request.url);
    socket.end("HTTP/1.1 502 Refused\r\n\r\n");
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return { strangers, proxy };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Opens the browser as soon as the driver listens. */
async function start(ask, proxyPort) {
  // Debian keeps it with the library, in a folder named after the machine's kind.
  const places = readdirSync("/usr/lib").map((it) => `/usr/lib/${it}/webkit2gtk-4.1/MiniBrowser`);
  const alwaysMatch = {
    "webkitgtk:browserOptions": { binary: places.find(existsSync), args: ["--automation"] },
    proxy: {
      proxyType: "manual",
      httpProxy: `127.0.0.1:${proxyPort}`,
      sslProxy: `127.0.0.1:${proxyPort}`,
      noProxy: ["127.0.0.1"],
    },
  };
  for (let turn = 0; ; turn += 1) {
    try {
      return await ask("POST", "/session", { capabilities: { alwaysMatch } });
    } catch (error) {
      // Not yet, as long as nobody answers at all.
      if (error.cause?.code !== "ECONNREFUSED" || turn === 100) throw error;
      await pause(100);
    }
  }
}

async function request(address, method, body) {
  const response = await fetch(address, {
    method,
    headers: { "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const { value } = await response.json();
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
