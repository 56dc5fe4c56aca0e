/** Tests of SDP with descriptions as real telephones write them. */
@NullMarked
package org.liniya.sdp;

import org.jspecify.annotations.NullMarked;
