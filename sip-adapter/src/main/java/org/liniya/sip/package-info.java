/**
 * The SIP front end: callers come in, operators register and are rung (RFC 3261). Start reading at
 * {@link org.liniya.sip.SipEndpoint}. Every leg and every fork is worked on by one thread at a
 * time, in the order of arrival, through its {@code Mailbox}; the library's threads only hand over.
 */
@NullMarked
package org.liniya.sip;

import org.jspecify.annotations.NullMarked;
