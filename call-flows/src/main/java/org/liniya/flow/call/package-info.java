/**
 * A call as its steps see it: the caller's line, the voice, memory, journal, recording and ticket.
 */
@NullMarked
package org.liniya.flow.call;

import org.jspecify.annotations.NullMarked;
