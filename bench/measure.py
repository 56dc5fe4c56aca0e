#!/usr/bin/env python3
"""Measures a running Liniya from outside: SIPp makes the calls, rtpload is every caller's sound, /proc tells the server's cost.

  measure.py signalling --pid PID --port SIP_PORT --to bench-signalling --rate 200 --seconds 20
  measure.py media      --pid PID --port SIP_PORT --to bench-media --calls 100 --seconds 40 --rtpload PATH

Prints one line of JSON. Nothing is tuned, nothing is left out: failed calls are in the line too.
"""
import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time

TICKS = os.sysconf("SC_CLK_TCK")
HERE = os.path.dirname(os.path.abspath(__file__))


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(pid):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


def sipp(arguments, scenario, calls, rate, period_ms, folder):
    return [
        "sipp", f"127.0.0.1:{arguments.port}", "-s", arguments.to, "-sf", os.path.join(HERE, "sipp", scenario),
        "-r", str(rate), "-rp", str(period_ms), "-m", str(calls), "-l", "20000",
        "-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", str(arguments.local_port), "-nostdin",
        "-trace_stat", "-stf", os.path.join(folder, "stat.csv"), "-fd", "1",
        "-trace_err", "-error_file", os.path.join(folder, "errors.log"),
        "-timeout", str(arguments.seconds + 90), "-timeout_error",
    ]


def last_row(folder):
    with open(os.path.join(folder, "stat.csv")) as stat:
        rows = list(csv.reader(stat, delimiter=";"))
    return dict(zip(rows[0], rows[-1]))


def run(command, arguments, folder, first, last):
    """Runs SIPp; returns the server's mean CPU share between two moments, and its largest memory."""
    samples = []
    with open(os.path.join(folder, "sipp.out"), "w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=folder)
        begin = time.monotonic()
        while process.poll() is None:
            samples.append((time.monotonic() - begin, cpu_seconds(arguments.pid), resident_mb(arguments.pid)))
            time.sleep(0.5)
    window = [s for s in samples if first <= s[0] <= last]
    if len(window) < 2:
        sys.exit("the run was too short to measure; see " + folder)
    share = (window[-1][1] - window[0][1]) / (window[-1][0] - window[0][0])
    return share, max(s[2] for s in samples)


def signalling(arguments, folder):
    calls = arguments.rate * arguments.seconds
    command = sipp(arguments, "signalling.xml", calls, arguments.rate, 1000, folder)
    share, memory = run(command, arguments, folder, 3, arguments.seconds - 1)
    row = last_row(folder)
    return {
        "what": "signalling", "callsPerSecond": arguments.rate, "made": int(row["TotalCallCreated"]),
        "succeeded": int(row["SuccessfulCall(C)"]), "failed": int(row["FailedCall(C)"]),
        "retransmissions": int(row["Retransmissions(C)"]),
        "cpuSecondsPer1000Calls": round(share * 1000 / arguments.rate, 2), "residentMb": round(memory),
    }


def media(arguments, folder):
    call_seconds = 20
    calls = int(arguments.calls / call_seconds * arguments.seconds)
    ports = min(1480, int(arguments.calls * 1.5) + 20)
    with open(os.path.join(folder, "ports.csv"), "w") as listing:
        listing.write("SEQUENTIAL\n" + "".join(f"{arguments.media_port + 2 * i};\n" for i in range(ports)))
    with open(os.path.join(folder, "rtpload.txt"), "w") as out:
        ends = subprocess.Popen(
            [arguments.rtpload, "-b", str(arguments.media_port), "-n", str(ports), "-s",
             "-t", str(arguments.seconds + call_seconds + 20), "-i", "4"], stdout=out)
        command = sipp(arguments, "media.xml", calls, max(1, arguments.calls * 10 // call_seconds), 10000, folder)
        command += ["-inf", os.path.join(folder, "ports.csv")]
        share, memory = run(command, arguments, folder, call_seconds + 2, arguments.seconds - 1)
        ends.wait(60)
    row = last_row(folder)
    with open(os.path.join(folder, "rtpload.txt")) as report:
        text = report.read()
    gaps = dict(re.findall(r" p([\d.]+)=([\d.]+)", text))
    lost = re.search(r"packets (\d+).*lost (\d+)", text)
    return {
        "what": "media, recorded", "callsAtOnce": arguments.calls, "made": int(row["TotalCallCreated"]),
        "succeeded": int(row["SuccessfulCall(C)"]), "failed": int(row["FailedCall(C)"]),
        "cpuPercentOfACorePer100Calls": round(share * 100 / arguments.calls * 100, 1),
        "packetGapMs": {"p50": gaps.get("50"), "p99": gaps.get("99"), "p99.9": gaps.get("99.9")},
        "packets": int(lost.group(1)) if lost else 0, "lost": int(lost.group(2)) if lost else -1,
        "residentMb": round(memory),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["signalling", "media"])
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--to", required=True)
    parser.add_argument("--rate", type=int, default=100)
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=40)
    parser.add_argument("--local-port", type=int, default=15080)
    parser.add_argument("--media-port", type=int, default=12000)
    parser.add_argument("--rtpload", default="")
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="liniya-bench-")
    result = signalling(arguments, folder) if arguments.mode == "signalling" else media(arguments, folder)
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
