"""A real Asterisk with two ways for the same call: its own app_queue, and Liniya. By scripts/asterisk."""
import os
import random
import socket
import subprocess
import time

from server import ROOT, cpu_seconds, free_port

SCRIPT = os.path.join(ROOT, "scripts", "asterisk")
PROMPT = os.path.join(ROOT, "config", "prompts", "ru", "press-for-russian.wav")
FIRST_OPERATOR = 2001


def free_block(count):
    """The first of so many UDP ports in a row, above those of the server and of rtpload."""
    for first in random.sample(range(44_000, 60_000, 2), 100):
        try:
            for port in range(first, first + count):
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
                    udp.bind(("127.0.0.1", port))
            return first
        except OSError:
            continue
    raise SystemExit(f"bench: no {count} free UDP ports in a row")


def a_law(wav):
    """What Liniya has Asterisk play, too: nothing is converted for either."""
    at = wav.index(b"data") + 4
    return wav[at + 4 : at + 4 + int.from_bytes(wav[at : at + 4], "little")]


class Asterisk:
    """Prepared and started by `with`, stopped and removed at the end."""

    def __init__(self, operators):
        self.name = f"bench-{os.getpid()}"
        self.operators = [str(FIRST_OPERATOR + number) for number in range(operators)]
        self.sip, self.ami, self.agi, self.operators_port = (free_port() for _ in range(4))
        root = subprocess.run([SCRIPT, "root"], check=True, capture_output=True, text=True).stdout.strip()
        self.seen_as = f"/srv/{self.name}"
        self.folder = root + self.seen_as

    def __enter__(self):
        sound = free_block(1000)
        try:
            self.run(
                "prepare", self.name, f"sip={self.sip}", f"ami={self.ami}", f"ami-tls={free_port()}",
                f"rtp={sound}-{sound + 999}", f"agi={self.agi}", f"liniya-sip={free_port()}")
            os.makedirs(os.path.join(self.folder, "monitor"))
            self.write_config()
            self.run("start", self.name)
        except BaseException:
            self.stop()
            raise
        with open(os.path.join(self.folder, "pid")) as pid:
            self.pid = int(pid.read())
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        subprocess.run([SCRIPT, "remove", self.name], check=False, stdout=subprocess.DEVNULL)

    @staticmethod
    def run(*arguments):
        subprocess.run([SCRIPT, *arguments], check=True)

    def add(self, file, text):
        with open(os.path.join(self.folder, "etc", file), "a") as config:
            config.write("\n" + text)

    def write_config(self):
        with open(PROMPT, "rb") as wav, open(os.path.join(self.folder, "prompt.alaw"), "wb") as sound:
            sound.write(a_law(wav.read()))
        self.add("modules.conf", "load = app_queue.so\n")
        self.add("extensions.conf", f"""[liniya-callers](+)
exten => app-queue,1,Answer()
 same => n,Playback({self.seen_as}/prompt)
 same => n,Queue(bench,,,,60)
 same => n,Hangup()
""")
        self.add("pjsip.conf", "".join(
            f"[{each}](liniya-operator)\naors = {each}\n[{each}]\ntype = aor\ncontact = sip:{each}@127.0.0.1:{self.operators_port}\n"
            for each in self.operators))
        with open(os.path.join(self.folder, "etc", "queues.conf"), "w") as queues:
            queues.write(
                "[general]\nautofill = yes\n[bench]\nmusicclass = liniya\nstrategy = leastrecent\ntimeout = 20\nretry = 1\n"
                "wrapuptime = 0\nringinuse = no\n" + "".join(f"member => PJSIP/{each}\n" for each in self.operators))

    def cpu_seconds(self):
        return cpu_seconds(self.pid)

    def idle(self):
        """Waits until no channel is left."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            said = subprocess.run([SCRIPT, "cli", self.name, "core show channels count"], capture_output=True, text=True).stdout
            if "0 active channels" in said:
                return
            time.sleep(0.2)
        raise SystemExit("bench: channels are left in Asterisk: " + said)
