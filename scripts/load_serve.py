"""Puts `mtlint serve` under load on the loopback and prints how it bears it: checks a second, latency, memory over time.

    python3 scripts/load_serve.py target/release/mtlint --seconds 300

Needs wrk. Articles of 4 kB from `corpora/` are checked as fast as the connections allow, while other clients send what must
be refused: bodies that are too large, with and without a length, JSON and UTF-8 that is none, heads that are no HTTP, heads and
bodies that come a byte a second or never end, clients that leave in the middle. Ends with 1 when one of these was answered in
another way than it should be, an article was not checked, or the service did not end when it was told to.
"""

import argparse
import collections
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
ARTICLE_BYTES = 4000
# Largest request and longest wait that the service is told to accept.
MOST_BYTES = 1_000_000
PATIENCE = 5

LUA = """
local bodies = {}
for line in io.lines("%s") do bodies[#bodies + 1] = (line:gsub("\\\\n", "\\n")) end
local at = 0
request = function()
  at = at %% #bodies + 1
  return wrk.format("POST", "/v1/check", {["Content-Type"] = "text/plain; charset=utf-8"}, bodies[at])
end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("figures %%d %%d %%.2f %%.2f %%.2f %%.2f %%d\\n", summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(90) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""

HEAD = b"POST /v1/check HTTP/1.1\r\nhost: load\r\nconnection: close\r\n"
PLAIN = HEAD + b"content-type: text/plain\r\n"
JSON = HEAD + b"content-type: application/json\r\n"


def articles():
    """Texts of 4 kB, each the beginning of an article that comes with mtlint, repeated where it is shorter."""
    for file in sorted(ROOT.glob("corpora/*/*.txt")):
        text = file.read_text()
        while len(text.encode()) < ARTICLE_BYTES:
            text += "\n\n" + text
        yield text.encode()[:ARTICLE_BYTES].decode(errors="ignore")


def with_length(head, body):
    return head + b"content-length: %d\r\n\r\n" % len(body) + body


def chunked(size):
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    return PLAIN + b"transfer-encoding: chunked\r\n\r\n" + chunk * (size // 0x10000) + b"0\r\n\r\n"


# What is sent, how it is sent, and the statuses that may answer it: none where the connection is just closed.
HOSTILE = {
    "too large": (with_length(PLAIN, b"x" * (2 * MOST_BYTES)), None, {413}),
    "too large, asks first": (PLAIN + b"expect: 100-continue\r\ncontent-length: 900000000\r\n\r\n", None, {413}),
    "too large, no length": (chunked(2 * MOST_BYTES), None, {413}),
    "no JSON": (with_length(JSON, b'{"text": '), None, {400}),
    "no UTF-8": (with_length(PLAIN, b"\xd8\xff\xd8" * 99), None, {400}),
    "no text": (with_length(PLAIN, b"\0" * 999), None, {400}),
    "no type": (with_length(HEAD + b"content-type: image/png\r\n", b"x"), None, {415}),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00 hello\r\n\r\n", None, {400}),
    "head of many lines": (HEAD + b"x: y\r\n" * 100_000 + b"\r\n", None, {None, 431}),
    "slow head": (HEAD, 0.5, {None, 408}),
    "slow body": (PLAIN + b"content-length: 999\r\n\r\n", 0.5, {408}),
    "leaves in the middle": (PLAIN + b"content-length: 999\r\n\r\nabc", "leave", {None}),
}


def send(address, sent, pace):
    """The status that answers; None when the connection is closed without a word."""
    with socket.create_connection(address, timeout=60) as connection:
        connection.settimeout(60)
        try:
            connection.sendall(sent)
            if pace == "leave":
                return None
            began = time.monotonic()
            while pace and time.monotonic() - began < 3 * PATIENCE:
                connection.settimeout(pace)
                try:
                    answer = connection.recv(64)
                    break
                except TimeoutError:
                    connection.sendall(b"x")
            else:
                connection.settimeout(60)
                answer = connection.recv(64)
        except (BrokenPipeError, ConnectionResetError):
            return None
    status = re.match(rb"HTTP/1\.[01] (\d+) ", answer)
    return int(status[1]) if status else None


def molest(address, until, answers):
    """Sends everything that must be refused, again and again, with a short rest."""
    while time.monotonic() < until:
        for name, (sent, pace, _) in HOSTILE.items():
            if time.monotonic() < until:
                answers[name][send(address, sent, pace)] += 1
                time.sleep(0.02)


def memory(pid):
    """Resident memory in MB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)[1]) / 1000


def processor_time(pid):
    """Seconds that a process has spent on processors."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--molesters", type=int, default=4, help="clients that send what must be refused; 0: none")
    arguments = parser.parse_args()

    server = subprocess.Popen(
        [arguments.program.resolve(), "serve", "--isolated", "--port", "0",
         "--timeout", str(PATIENCE), "--max-request-bytes", str(MOST_BYTES)],
        cwd=tempfile.gettempdir(), stderr=subprocess.PIPE, text=True,
    )
    url = server.stderr.readline().split()[-1]
    host, port = url.removeprefix("http://").split(":")

    with tempfile.TemporaryDirectory() as folder:
        bodies, script = pathlib.Path(folder, "bodies"), pathlib.Path(folder, "load.lua")
        bodies.write_text("\n".join(text.replace("\n", "\\n") for text in articles()) + "\n")
        script.write_text(LUA % bodies)
        load = subprocess.Popen(
            ["wrk", "--threads", "1", "--connections", str(arguments.connections),
             "--duration", f"{arguments.seconds}s", "--timeout", "30s", "--script", script, url],
            stdout=subprocess.PIPE, text=True,
        )
        began = time.monotonic()
        answers = collections.defaultdict(collections.Counter)
        others = [
            threading.Thread(target=molest, args=((host, int(port)), began + arguments.seconds, answers))
            for _ in range(arguments.molesters)
        ]
        for other in others:
            other.start()
        sampled = []
        while load.poll() is None:
            time.sleep(1)
            sampled.append((time.monotonic() - began, memory(server.pid)))
        output = load.stdout.read()
        spent = processor_time(server.pid)
        for other in others:
            other.join()

    figures = re.search(r"^figures (\d+) (\d+) (\S+) (\S+) (\S+) (\S+) (\d+)$", output, re.MULTILINE)
    requests, microseconds, errors = int(figures[1]), int(figures[2]), int(figures[7])
    print(f"{requests / microseconds * 1e6:,.0f} checks of {ARTICLE_BYTES} bytes a second, "
          f"{arguments.connections} connections, {microseconds / 1e6:.0f} s, {errors} errors")
    print(f"latency: p50 {figures[3]} ms, p90 {figures[4]} ms, p99 {figures[5]} ms, longest {figures[6]} ms")
    print(f"processors: {1000 * spent / requests:.2f} ms a check, with all that is refused; load of the machine {os.getloadavg()[0]:.1f}")
    settled = [megabytes for second, megabytes in sampled if second > arguments.seconds / 10]
    tenths = [settled[at * len(settled) // 10] for at in range(10)] + settled[-1:]
    print("memory: " + ", ".join(f"{megabytes:.1f}" for megabytes in tenths) + f" MB; most {max(settled):.1f} MB")
    wrong = errors
    for name, counts in answers.items():
        seen = ", ".join(f"{status or 'closed'} × {count}" for status, count in counts.items())
        unexpected = set(counts) - HOSTILE[name][2]
        wrong += len(unexpected)
        print(f"{name}: {seen}{'  UNEXPECTED' if unexpected else ''}")
    server.terminate()
    wrong += server.wait(30) != 0
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
