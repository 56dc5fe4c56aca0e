#!/usr/bin/env python3
"""The same calls by Asterisk's app_queue and by Liniya behind it: what Asterisk and Liniya cost. Called by bench/asterisk.sh."""
import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time

from asterisk_peer import Asterisk, free_block
from bench import surroundings
from loads import counts, free_range, sipp
from server import HERE, ROOT, Server

CALL_S = 8  # prompt, ringing, talk, and something for the answers


def write_config(folder, asterisk):
    """The server's: bench/asterisk, and what is known only now."""
    shutil.copytree(os.path.join(HERE, "asterisk"), folder)
    with open(os.path.join(HERE, "config", "liniya.yaml")) as shipped:
        text = shipped.read().replace("../../config", os.path.join(ROOT, "config"))
    with open(os.path.join(asterisk.folder, "etc", "liniya-secret.conf")) as secret:
        with open(os.path.join(folder, "ami-password"), "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as password:
            password.write(secret.read().split("=", 1)[1].strip())
    shared = {name: f'{{ folder: "{asterisk.folder}/{name}", seen-as: {asterisk.seen_as}/{name} }}' for name in ("sounds", "monitor")}
    with open(os.path.join(folder, "liniya.yaml"), "w") as config:
        config.write(text + f"""
asterisk:
  agi: {{ port: {asterisk.agi}, sessions: 5000 }}
  ami: {{ port: {asterisk.ami}, password: "${{file:{folder}/ami-password}}" }}
  numbers: {{ liniya: bench-queue }}
  sounds: {shared["sounds"]}
  recordings: {shared["monitor"]}
""")
    with open(os.path.join(folder, "operators.yaml"), "w") as operators:
        operators.writelines(f'"{each}": {{ skills: [other], asterisk-endpoint: PJSIP/{each} }}\n' for each in asterisk.operators)
    return folder


def operators(asterisk, folder):
    """SIPp takes every call for three seconds, for all operators, and sends back what it hears."""
    media = free_block(8)
    with open(os.path.join(folder, "operators.out"), "w") as out:
        return subprocess.Popen(
            ["sipp", "-sf", os.path.join(HERE, "sipp", "operator.xml"), "-i", "127.0.0.1", "-p", str(asterisk.operators_port),
             "-mi", "127.0.0.1", "-mp", str(media), "-rtp_echo", "-nostdin"], stdout=out, stderr=subprocess.STDOUT, cwd=folder)


class Callers:
    """What loads.sipp wants to know of whom it calls."""

    def __init__(self, port):
        self.port = port


def load(asterisk, server, to, rate, seconds, folder, rtpload):
    """All of so many calls, from the first INVITE to the last BYE; what the two processes took for them."""
    os.makedirs(folder)
    calls = rate * seconds
    ports = rate * (CALL_S + 4) + 20
    first = free_range(ports)
    with open(os.path.join(folder, "ports.csv"), "w") as listing:
        listing.write("SEQUENTIAL\n" + "".join(f"{first + 2 * number};\n" for number in range(ports)))
    with open(os.path.join(folder, "rtpload.txt"), "w") as out:
        sound = subprocess.Popen(
            [rtpload, "-b", str(first), "-n", str(ports), "-s", "-t", str(seconds + CALL_S), "-i", "4"], stdout=out)
    before = asterisk.cpu_seconds(), server.cpu_seconds(), time.monotonic()
    try:
        command = sipp(Callers(asterisk.sip), to, "media.xml", calls, rate, 1000, seconds, folder)
        with open(os.path.join(folder, "sipp.out"), "w") as out:
            subprocess.run(command + ["-inf", os.path.join(folder, "ports.csv")], stdout=out, stderr=subprocess.STDOUT, cwd=folder)
        asterisk.idle()
    finally:
        sound.terminate()
        sound.wait(10)
    after = asterisk.cpu_seconds(), server.cpu_seconds(), time.monotonic()
    figures = counts(folder)
    figures["failed"] = figures["made"] - figures["succeeded"]  # those that never ended, too
    figures.update(
        asterisk=(after[0] - before[0]) * 1000 / calls, liniya=(after[1] - before[1]) * 1000 / calls, lasted=after[2] - before[2])
    return figures


def line(way, rate, figures):
    ours = f"{figures['liniya']:10.1f}" if way == "liniya" else f"{'':10s}"
    total = figures["asterisk"] + (figures["liniya"] if way == "liniya" else 0)
    print(f" {way:10s} {rate:7d} {figures['made']:6d} {figures['failed']:7d} {figures['retransmissions']:9d} {figures['asterisk']:12.1f}"
          f" {ours} {total:9.1f} {figures['lasted']:8.1f}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench asterisk", description=__doc__)
    parser.add_argument("--rate", type=int, default=3, help="calls a second (3)")
    parser.add_argument("--rates", help="instead: one run each at these rates, such as 5,10,20, until a call fails")
    parser.add_argument("--ways", default="app-queue,liniya", help="both (app-queue,liniya), or one: after failed calls an Asterisk is not as good as new")
    parser.add_argument("--runs", type=int, default=3, help="of each way, by turns (3)")
    parser.add_argument("--seconds", type=int, default=12, help="in which calls begin (12)")
    parser.add_argument("--operators", type=int, default=60, help="at least ten for each call a second (60)")
    parser.add_argument("--keep", action="store_true", help="keep the folder with logs and SIPp's files")
    parser.add_argument("--rtpload", required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    base = tempfile.mkdtemp(prefix="liniya-bench-")
    print(f"Liniya, {surroundings()}. Not tuned; ask `uptime` whether the machine was quiet.")
    print("Every call: answer, a prompt of 3 s, the queue, a free operator, 3 s of talk with sound both ways, the operator hangs up.")
    finished = False
    try:
        with Asterisk(arguments.operators) as asterisk:
            with Server(base, 0, write_config(os.path.join(base, "config"), asterisk)) as server:
                answering = operators(asterisk, base)
                try:
                    measure(arguments, asterisk, server, base)
                finally:
                    answering.terminate()
                    answering.wait(10)
        finished = True
    finally:
        if finished and not arguments.keep:
            shutil.rmtree(base, ignore_errors=True)
        else:
            print(f"bench: logs are in {base}")
    print(f"Load average at the end: {', '.join(f'{x:.1f}' for x in os.getloadavg())}")


def measure(arguments, asterisk, server, base):
    def one(way, rate, seconds, name):
        return load(asterisk, server, way, rate, seconds, os.path.join(base, name), arguments.rtpload)

    print(" way        calls/s   made  failed  retrans.  CPU ms a call:  Asterisk, Liniya,  both   seconds")
    line("liniya", arguments.rate, one("liniya", arguments.rate, arguments.seconds, "warm-up"))
    print("            (the JVM warms up)")
    if arguments.rates:
        for way in arguments.ways.split(","):
            for rate in (int(each) for each in arguments.rates.split(",")):
                figures = one(way, rate, arguments.seconds, f"{way}-{rate}")
                line(way, rate, figures)
                if figures["failed"] > 0:
                    break
        return
    runs = {way: [] for way in arguments.ways.split(",")}
    for number in range(arguments.runs):
        for way, kept in runs.items():
            kept.append(one(way, arguments.rate, arguments.seconds, f"{way}-{number}"))
            line(way, arguments.rate, kept[-1])
    for way, kept in runs.items():
        middle = {key: statistics.median(run[key] for run in kept) for key in kept[0]}
        print(f" median: {way}: Asterisk {middle['asterisk']:.1f} ms a call"
              + (f", Liniya {middle['liniya']:.1f} ms" if way == "liniya" else "") + f"; failed in all runs: {sum(run['failed'] for run in kept)}")


if __name__ == "__main__":
    main()
