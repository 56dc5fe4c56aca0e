/**
 * The owners of the domain's threads: {@code CallDesk} (one virtual thread a call) and {@code
 * AcdDriver} (the one writer of the queues), the recovery after a crash, and the wiring of the
 * whole server by hand.
 */
@NullMarked
package org.liniya.server.run;

import org.jspecify.annotations.NullMarked;
