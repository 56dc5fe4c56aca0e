#!/usr/bin/env python3
"""Measures Liniya from outside and prints what came out. Called by scripts/bench, which compiles what is needed."""
import argparse
import datetime
import os
import platform
import shutil
import statistics
import tempfile

import loads
from server import Server

RATES = "50,100,150,200,300,400,600,800,1000"
WARM_UP_RATE = 50

# FACTS of the project: measured once on such a machine, server at nice -15, one run a point; quoted, not measured here.
OTHERS = """\
For comparison, measured earlier on the same machine (quoted; server at nice -15, one run a point):
                                            Asterisk 22.10.1   FreeSWITCH (Aug 2026)
  signalling, highest clean calls/s         900                300
  CPU seconds per 1,000 calls               1.1-1.8            4.1-4.9
  recorded prompt: CPU per 100 calls        48-57% of a core   45-53% of a core
  p99.9 between packets, at highest N       31 ms (N=280)      33 ms (N=300)
  memory per call                           0.28 MB            0.85 MB"""


def surroundings():
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    return f"{now}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, load average {load}"


def folder(base, name):
    path = os.path.join(base, name)
    os.makedirs(path)
    return path


def signalling(arguments, base):
    print(f"\nSignalling: SIPp on the same cores, UDP, every call answered and hung up after 100 ms, {arguments.seconds} s a rate")
    print(" calls/s    made  failed  retrans.  errors logged  server CPU s/1,000 calls  server cores  other cores  memory MB")
    clean = 0
    rates = [int(rate) for rate in arguments.rates.split(",")]
    with Server(folder(base, "signalling"), arguments.nice) as server:
        for number, rate in enumerate([WARM_UP_RATE] + rates):
            figures = loads.signalling(server, rate, arguments.seconds, folder(base, f"signalling-{number}-{rate}"))
            warm = "   (the JVM warms up)" if number == 0 else ""
            print(f" {rate:7d} {figures['made']:7d} {figures['failed']:7d} {figures['retransmissions']:9d}"
                  f" {figures['errors']:14d} {figures['cpuPer1000']:25.2f} {figures['cpuShare']:13.2f} {figures['elseShare']:12.2f}"
                  f" {figures['residentMb']:10.0f}{warm}", flush=True)
            if number > 0 and figures["failed"] + figures["errors"] > 0:
                break
            clean = rate if number > 0 else 0
        print(f" highest rate without a failed call or an error in the log: {clean} calls/s; first SIP answer {server.first_answer_s:.2f} s after the start")


def media(arguments, base):
    print(f"\nMedia: {arguments.calls} calls at once, 20 s of prompts each, sound both ways, all recorded; {arguments.runs} runs on one server")
    print(" run  made  failed  recorded  CPU/100 calls  p50 ms  p99 ms  p99.9 ms  >30 ms %  packets  lost  errors  other cores  memory MB")
    runs = []
    with Server(folder(base, "media"), arguments.nice) as server:
        for number in range(1, arguments.runs + 1):
            figures = loads.media(server, arguments.calls, arguments.media_seconds, folder(base, f"media-{number}"), arguments.rtpload)
            runs.append(figures)
            print(f" {number:3d} {figures['made']:5d} {figures['failed']:7d} {figures['recordings']:9d} {figures['cpuPer100']:13.1f}%"
                  f" {figures['p50']:7.1f} {figures['p99']:7.1f} {figures['p99.9']:9.1f} {figures['over30']:9.4f} {figures['packets']:8d}"
                  f" {figures['lost']:5d} {figures['errors']:7d} {figures['elseShare']:12.2f} {figures['residentMb']:10.0f}", flush=True)
    middle = {key: statistics.median(run[key] for run in runs) for key in ("cpuPer100", "p50", "p99", "p99.9", "residentMb")}
    print(f" median: {middle['cpuPer100']:.1f}% of a core per 100 calls, p50 {middle['p50']:.1f} ms, p99 {middle['p99']:.1f} ms,"
          f" p99.9 {middle['p99.9']:.1f} ms, {middle['residentMb']:.0f} MB")


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["signalling", "media", "all"], default="all")
    parser.add_argument("--runs", type=int, default=3, help="of the media load (3)")
    parser.add_argument("--calls", type=int, default=100, help="at once in the media load (100)")
    parser.add_argument("--seconds", type=int, default=10, help="for each rate of the signalling load (10)")
    parser.add_argument("--rates", default=RATES, help=f"of the signalling load, calls a second ({RATES})")
    parser.add_argument("--media-seconds", type=int, default=40, help="in which media calls begin (40)")
    parser.add_argument("--nice", type=int, default=0, help="of the server; below 0 needs root (0)")
    parser.add_argument("--keep", action="store_true", help="keep the folder with logs, database and recordings")
    parser.add_argument("--rtpload", required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    base = tempfile.mkdtemp(prefix="liniya-bench-")
    print(f"Liniya, {surroundings()}, server at nice {arguments.nice}. Not tuned; ask `uptime` whether the machine was quiet.")
    finished = False
    try:
        if arguments.what in ("signalling", "all"):
            signalling(arguments, base)
        if arguments.what in ("media", "all"):
            media(arguments, base)
        finished = True
    finally:
        if finished and not arguments.keep:
            shutil.rmtree(base, ignore_errors=True)
        else:
            print(f"bench: logs are in {base}")
    print(f"\nLoad average at the end: {', '.join(f'{x:.1f}' for x in os.getloadavg())}\n\n{OTHERS}")


if __name__ == "__main__":
    main()
