/** Tests of the SIP front end, with hand-written messages and with SIPp. */
@NullMarked
package org.liniya.sip.trunk;

import org.jspecify.annotations.NullMarked;
