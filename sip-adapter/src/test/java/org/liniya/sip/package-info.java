/** Tests of the SIP front end, with hand-written messages and with SIPp. */
@NullMarked
package org.liniya.sip;

import org.jspecify.annotations.NullMarked;
