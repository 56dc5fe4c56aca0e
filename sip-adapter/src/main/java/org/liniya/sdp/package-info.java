/**
 * SDP for one line of audio (RFC 8866) and its negotiation (RFC 3264), as pure functions over
 * immutable records. Start at {@link org.liniya.sdp.OfferAnswer}. Bodies from outside are hostile
 * until parsed: sizes are bounded, names are never looked up, and nothing is thrown.
 */
@NullMarked
package org.liniya.sdp;

import org.jspecify.annotations.NullMarked;
