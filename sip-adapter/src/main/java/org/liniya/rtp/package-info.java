/**
 * The media engine: G.711 over RTP on an exact grid (RFC 3550, RFC 3551), telephone events (RFC
 * 4733), playing, bridging and tapping. Start reading at {@link org.liniya.rtp.MediaEngine}, then
 * {@code RtpStream}, whose work is done by {@code Sending}, {@code Receiving} and {@code Joiner}.
 *
 * <p><b>Threads.</b> One platform thread a loop, at most two, named {@code media-N}. Every
 * millisecond a loop carries out orders and drains its selector; every 5 ms those of its streams
 * send whose turn it is, so that a thousand streams of 20 ms do not all send at once. Deadlines are
 * absolute. Nothing on a loop blocks, and nothing is allocated per packet. All other threads leave
 * orders in the queue of a stream, which keeps their order even when the stream moves to another
 * loop: two bridged streams always share one, so relaying needs no lock.
 *
 * <p><b>Sending.</b> From the moment that settings are applied a stream always sends something:
 * what is played, what the bridged party says, or silence. On hold it sends nothing, but a prompt
 * still comes to its end. One SSRC lasts for the stream's life; its clock goes on through pauses,
 * and what follows a pause carries the marker bit.
 *
 * <p><b>Bridging.</b> A packet goes out in the round in which it came in, its payload translated by
 * table if the laws differ, its length whatever the sender chose. Sequence numbers and timestamps
 * are mapped by an offset, so that loss and order stay visible ({@code RelayMap}); there is no
 * jitter buffer, the telephones have their own. A party that says nothing for 100 ms is replaced by
 * silence. Telephone events are not relayed as they come: where a trunk allows keys through ({@code
 * KeyRules}) each is pressed anew towards a far end that takes them; tones are never made.
 *
 * <p><b>Receiving.</b> Packets from the address in the SDP are believed at once; another source
 * must be steady for five packets while that address is silent ({@code Source}). Then the socket is
 * connected, and the kernel drops everybody else's packets. A source that falls silent may come
 * back from elsewhere if it keeps its SSRC or its host. A key is reported once a press, by SSRC and
 * timestamp, whichever of its packets got through ({@code KeyReceiver}).
 *
 * <p><b>Keys as sound.</b> Where no telephone-event is agreed on, or the trunk says so, keys are
 * looked for in the sound ({@code ToneEar}). What the recording gets then comes 100 ms later, so
 * that a key is silent there from its beginning.
 *
 * <p><b>Recording.</b> {@code TapLine} puts packets in order and on a steady time line by their
 * timestamps ({@code SteadyTime}); the far end of a bridge gets them as they come.
 *
 * <p><b>Reports.</b> RTCP (RFC 3550) on the next port, where {@code a=rtcp} says (RFC 3605) or
 * muxed (RFC 5761): {@code RtcpSession}. The second socket is opened with the first settings.
 * {@link org.liniya.rtp.MediaFigures} has both sides' view, {@link org.liniya.rtp.EModel} estimates
 * how it sounds.
 *
 * <p><b>Not here yet.</b> SRTP, codecs other than G.711. After a stall of the source that was
 * filled with silence its late packets are relayed too, so that the far end's delay grows until its
 * jitter buffer throws them away.
 */
@NullMarked
package org.liniya.rtp;

import org.jspecify.annotations.NullMarked;
