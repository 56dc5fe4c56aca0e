"""The server under measurement: a child process on free ports, and what the system says it costs."""
import os
import random
import re
import signal
import socket
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TICKS = os.sysconf("SC_CLK_TCK")
READY_WITHIN_S = 180
STOPPED_WITHIN_S = 45


def free_port():
    """A port below those for sound in bench/config, free for UDP and TCP."""
    for port in random.sample(range(6_000, 10_000), 200):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, socket.socket() as tcp:
            try:
                udp.bind(("127.0.0.1", port))
                tcp.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise SystemExit("bench: no free port from 6000 to 9999")


def cpu_seconds(pid, fields_counted=2):
    """User and system time of a process; with four fields also of its children that have ended."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11 : 11 + fields_counted]) / TICKS


class Server:
    """Started by `with`, stopped by its process id at the end, whatever happened."""

    def __init__(self, folder, nice, config=os.path.join(HERE, "config")):
        self.folder = folder
        self.config = config
        self.nice = nice
        self.port = free_port()
        self.process = None
        self.first_answer_s = 0.0

    def __enter__(self):
        command = [
            os.path.join(ROOT, "scripts", "liniya"), "serve", "--config", self.config,
            "--data", os.path.join(self.folder, "data"), "--set", f"sip.port={self.port}", "--set", "http.port=0"]
        if self.nice:
            command = ["nice", "-n", str(self.nice)] + command
        begin = time.monotonic()
        with open(self.log_file(), "w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            self.prefer()
            self.await_answer(begin)
            self.await_ready(begin)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def prefer(self):
        """Where the system groups processes by session, nice counts only within one; the session has a value of its own."""
        group = f"/proc/{self.process.pid}/autogroup"
        if self.nice and os.path.exists(group):
            with open(group, "w") as file:
                file.write(str(self.nice))

    def log_file(self):
        return os.path.join(self.folder, "server.log")

    def await_answer(self, begin):
        """Asks with OPTIONS until the first answer: how long a telephone waits after a start."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.bind(("127.0.0.1", 0))
            udp.settimeout(0.02)
            here = "127.0.0.1:%d" % udp.getsockname()[1]
            number = 0
            while time.monotonic() - begin < READY_WITHIN_S and self.process.poll() is None:
                number += 1
                udp.sendto((
                    f"OPTIONS sip:127.0.0.1:{self.port} SIP/2.0\r\nVia: SIP/2.0/UDP {here};branch=z9hG4bK-s{number}\r\n"
                    f"From: <sip:bench@{here}>;tag=s\r\nTo: <sip:127.0.0.1:{self.port}>\r\nCall-ID: start-{number}\r\n"
                    f"CSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n").encode(),
                    ("127.0.0.1", self.port))
                try:
                    udp.recv(4096)
                    self.first_answer_s = time.monotonic() - begin
                    return
                except OSError:
                    pass
        raise SystemExit("bench: the server does not answer; see " + self.log_file())

    def await_ready(self, begin):
        while time.monotonic() - begin < READY_WITHIN_S:
            with open(self.log_file()) as log:
                if re.search(r"^liniya: ready", log.read(), re.M):
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit("bench: the server did not become ready; see " + self.log_file())

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOPPED_WITHIN_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def cpu_seconds(self):
        return cpu_seconds(self.process.pid)

    def resident_mb(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            for line in status:
                if line.startswith("VmRSS"):
                    return int(line.split()[1]) / 1024
        return 0.0

    def errors(self):
        """ERROR lines in the log until now."""
        with open(self.log_file()) as log:
            return sum(" ERROR " in line for line in log)

    def recordings(self):
        """Lengths in seconds of the finished recordings: 44 bytes of header, 32,000 bytes a second."""
        lengths = []
        for folder, _, files in os.walk(os.path.join(self.folder, "data", "recordings")):
            if os.path.basename(folder) != "open":
                lengths += [(os.path.getsize(os.path.join(folder, f)) - 44) / 32000 for f in files if f.endswith(".wav")]
        return lengths


def all_cpu_seconds():
    """CPU seconds of all programs that run now, each counted exactly (the sums in /proc/stat are guessed from ticks)."""
    total = 0.0
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                total += cpu_seconds(name, 4)
            except (OSError, IndexError):
                pass  # ended meanwhile
    return total
