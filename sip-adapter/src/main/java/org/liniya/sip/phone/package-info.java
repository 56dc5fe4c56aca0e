/**
 * A small SIP telephone, for the robots and for tests: it registers, dials, answers, hangs up and
 * gives whoever drives it the media of its calls. Start reading at {@link
 * org.liniya.sip.phone.SipPhone}.
 */
@NullMarked
package org.liniya.sip.phone;

import org.jspecify.annotations.NullMarked;
