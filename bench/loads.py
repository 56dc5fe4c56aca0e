"""The two loads: SIPp makes the calls, rtpload is every caller's sound. Failed calls are counted, not left out."""
import csv
import os
import re
import socket
import subprocess
import time

from server import HERE, all_cpu_seconds, free_port

CALL_S = 20  # what bench-media speaks
LATE_END_S = 40  # for the last calls and SIPp's retransmissions
LOWEST_MEDIA_PORT = 10000  # below those of the server
HIGHEST_MEDIA_PORT = 16383


def sipp(server, to, scenario, calls, rate, period_ms, seconds, folder):
    return [
        "sipp", f"127.0.0.1:{server.port}", "-s", to, "-sf", os.path.join(HERE, "sipp", scenario),
        "-r", str(rate), "-rp", str(period_ms), "-m", str(calls), "-l", "9000",
        "-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", str(free_port()), "-nostdin",
        "-trace_stat", "-stf", os.path.join(folder, "stat.csv"), "-fd", "1",
        "-trace_err", "-error_file", os.path.join(folder, "errors.log"),
        "-timeout", str(seconds + LATE_END_S), "-timeout_error",
    ]


def watch(server, command, folder, first, last):
    """Runs SIPp and watches the server between two moments (in seconds after the begin), without what starts and ends."""
    marks = []
    memory = 0.0
    errors = server.errors()
    with open(os.path.join(folder, "sipp.out"), "w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=folder)
        begin = time.monotonic()
        try:
            while process.poll() is None:
                memory = max(memory, server.resident_mb())
                if len(marks) < 2 and time.monotonic() - begin >= (first, last)[len(marks)]:
                    marks.append((time.monotonic(), server.cpu_seconds(), all_cpu_seconds()))
                time.sleep(0.1)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(10)
    if len(marks) < 2:
        raise SystemExit("bench: SIPp ended too early to measure; see " + folder)
    seconds, share, everything = (end - begin for begin, end in zip(*marks))
    return {
        "cpuShare": share / seconds, "elseShare": (everything - share) / seconds, "residentMb": memory,
        "errors": server.errors() - errors, **counts(folder),
    }


def counts(folder):
    with open(os.path.join(folder, "stat.csv")) as stat:
        rows = list(csv.reader(stat, delimiter=";"))
    row = dict(zip(rows[0], rows[-1]))
    return {
        "made": int(row["TotalCallCreated"]), "succeeded": int(row["SuccessfulCall(C)"]),
        "failed": int(row["FailedCall(C)"]), "retransmissions": int(row["Retransmissions(C)"]),
    }


def signalling(server, rate, seconds, folder):
    command = sipp(server, "bench-signalling", "signalling.xml", rate * seconds, rate, 1000, seconds, folder)
    result = watch(server, command, folder, 2, seconds - 0.5)
    result["cpuPer1000"] = result["cpuShare"] * 1000 / rate
    return result


def media(server, calls, seconds, folder, rtpload):
    """Calls of 20 s that turn over; measured while all of them are there."""
    ports = int(calls * 1.5) + 20
    first_port = free_range(ports)
    with open(os.path.join(folder, "ports.csv"), "w") as listing:
        listing.write("SEQUENTIAL\n" + "".join(f"{first_port + 2 * i};\n" for i in range(ports)))
    report = os.path.join(folder, "rtpload.txt")
    before = len(server.recordings())
    with open(report, "w") as out:
        ends = subprocess.Popen(
            [rtpload, "-b", str(first_port), "-n", str(ports), "-s", "-t", str(seconds + CALL_S + LATE_END_S), "-i", "4"],
            stdout=out)
        try:
            command = sipp(
                server, "bench-media", "media.xml", calls * seconds // CALL_S, max(1, calls * 10 // CALL_S), 10000,
                seconds + CALL_S, folder)
            command += ["-inf", os.path.join(folder, "ports.csv")]
            result = watch(server, command, folder, CALL_S + 2, seconds - 1)
            if ends.wait(30) != 0:
                raise SystemExit("bench: rtpload failed; see " + folder)
        finally:
            if ends.poll() is None:
                ends.terminate()
                ends.wait(10)
    with open(report) as text:
        result.update(sound(text.read()))
    result["cpuPer100"] = result["cpuShare"] * 100 / calls * 100
    result["recordings"] = recorded(server, before, result["succeeded"])
    return result


def free_range(count):
    """The first of so many even UDP ports in a row that nobody has."""
    first = LOWEST_MEDIA_PORT
    for port in range(LOWEST_MEDIA_PORT, HIGHEST_MEDIA_PORT, 2):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            try:
                udp.bind(("127.0.0.1", port))
            except OSError:
                first = port + 2
        if port == first + 2 * (count - 1):
            return first
    raise SystemExit(f"bench: no {count} free ports for sound from {LOWEST_MEDIA_PORT} to {HIGHEST_MEDIA_PORT}")


def sound(text):
    """What the callers' ends heard, from rtpload's report."""
    packets = re.search(r"packets (\d+).*?lost (\d+)", text)
    gaps = dict(re.findall(r" p([\d.]+)=([\d.]+)", text))
    late = re.search(r">30ms ([\d.]+)%", text)
    return {
        "packets": int(packets.group(1)) if packets else 0, "lost": int(packets.group(2)) if packets else -1,
        "p50": float(gaps.get("50", "nan")), "p99": float(gaps.get("99", "nan")), "p99.9": float(gaps.get("99.9", "nan")),
        "over30": float(late.group(1)) if late else float("nan"),
    }


def recorded(server, before, wanted):
    """How many whole recordings there are now; files are closed a moment after their calls."""
    deadline = time.monotonic() + 10
    while len(server.recordings()) - before < wanted and time.monotonic() < deadline:
        time.sleep(0.2)
    return len([length for length in server.recordings() if length > CALL_S - 1]) - before
