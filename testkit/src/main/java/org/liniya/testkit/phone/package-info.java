/**
 * Telephones that nobody here wrote, and plain sockets, for the end-to-end tests.
 *
 * <p>{@link Baresip} where sound matters, {@link Sipp} for signalling and for numbers of calls,
 * {@link RawSip} and {@link RtpEnd} where a message must be just so. What a telephone heard is
 * judged in {@code org.liniya.audio.hearing}.
 *
 * <h2>baresip 1.0.0 as it was found (Debian 12)</h2>
 *
 * <ul>
 *   <li><b>Control.</b> ctrl_tcp serves one client; a second takes its place, and the first hears
 *       no more. Commands are {@code LENGTH:{"command":"dial","params":"sip:…","token":"t1"},}; the
 *       response is {@code {"response":true,"ok":true, "data":"what it prints","token":"t1"}},
 *       {@code ok} false for an unknown command. Used: dial, accept, hangup, hold, resume, sndcode,
 *       transfer, callstat, listcalls, reginfo, quit. Most exist only while there is a call.
 *   <li><b>Events</b> carry type, class, accountaor, direction, peeruri, peerdisplayname, id (the
 *       Call-ID of SIP) and param. Outgoing: CALL_LOCAL_SDP (still without id), CALL_RINGING (180)
 *       or CALL_PROGRESS (183), CALL_REMOTE_SDP, CALL_ESTABLISHED, CALL_RTPESTAB (first packet),
 *       CALL_RTCP, CALL_CLOSED. Incoming: CALL_INCOMING; <b>not with {@code answermode=auto}</b>,
 *       where CALL_REMOTE_SDP comes first. Registration: REGISTERING, REGISTER_OK, REGISTER_FAIL
 *       (param {@code 403 Forbidden}), UNREGISTERING. End: SHUTDOWN, EXIT.
 *   <li><b>CALL_CLOSED</b> param: {@code Connection reset by peer} for the other side's BYE or
 *       CANCEL, {@code Connection reset by user} for our own hangup, also when we refuse; {@code
 *       486 Rejected}, {@code 404 Not Found}… when refused.
 *   <li><b>Refusing.</b> {@code hangup} on a ringing call answers {@code 486 Rejected}. There is no
 *       way to 603 or any other status: use {@link RawSip#register} and {@link RawSip#respond} for
 *       those.
 *   <li><b>Keys.</b> {@code sndcode 123*#} queues all keys and returns at once; each takes 180 ms
 *       and 60 ms of pause. Heard keys are CALL_DTMF_START with the key as param, then
 *       CALL_DTMF_END without; RFC 4733 and INFO alike.
 *   <li><b>Hold</b> is a re-INVITE with {@code a=sendonly}; a second hold sends none.
 *   <li><b>Recordings</b> are {@code dump-YYYY-MM-DD-hh-mm-ss-dec.wav} (heard) and {@code -enc.wav}
 *       (sent), by the second of the answer, or of 183 with SDP: two calls answered in one second
 *       would share a file. PCM16, 8 kHz, mono. The header says 0 bytes until a few milliseconds
 *       after CALL_CLOSED, and for ever after kill -9. <b>The heard file holds packets, not
 *       time</b>: while nothing came (loss, hold, the other side's keys) nothing is written, so
 *       later sound moves up.
 *   <li><b>SIP trace.</b> {@code -s} prints every message to stdout at once, headers and all: that
 *       is where {@link PhoneCall#header} looks.
 *   <li><b>Ends.</b> {@code quit} says BYE, un-registers and ends; {@code -t 900} ends it by
 *       itself; so does the end of the aufile source end the call. Port sip_listen + 1 is taken
 *       too.
 * </ul>
 *
 * <h2>SIPp 3.6.1</h2>
 *
 * <ul>
 *   <li>Exit 0 all well, 1 a call failed, 97 time-out, 99 nothing processed, 254 could not bind,
 *       255 fault in the scenario.
 *   <li>It binds {@code [media_port]} itself, so an outside RTP end needs a number of its own in
 *       the SDP: {@link Sipp.Order#soundTo}.
 *   <li>A response that arrives while the scenario stands at a {@code send} fails the call:
 *       repeated requests are for {@link RawSip}.
 *   <li>play_dtmf needs root and payload type 96 in the offer; {@code 73#} then arrives whole at
 *       baresip.
 * </ul>
 */
@NullMarked
package org.liniya.testkit.phone;

import org.jspecify.annotations.NullMarked;
