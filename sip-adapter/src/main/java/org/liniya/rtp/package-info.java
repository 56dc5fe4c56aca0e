/**
 * The media engine: G.711 over RTP on an exact 20 ms grid (RFC 3550, RFC 3551), telephone events
 * (RFC 4733), playing, bridging and tapping. A few platform threads pace everything and never
 * block; all else only leaves them orders.
 */
@NullMarked
package org.liniya.rtp;

import org.jspecify.annotations.NullMarked;
