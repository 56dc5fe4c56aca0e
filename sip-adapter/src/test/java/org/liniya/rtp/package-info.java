/** Tests of the media engine over real UDP sockets: send a tone in, find it at the far end. */
@NullMarked
package org.liniya.rtp;

import org.jspecify.annotations.NullMarked;
