/** Tests of the wire, over real sockets. */
@NullMarked
package org.liniya.sip.wire;

import org.jspecify.annotations.NullMarked;
