/** Tests of what stands between the network and the endpoint. */
@NullMarked
package org.liniya.sip.wire;

import org.jspecify.annotations.NullMarked;
