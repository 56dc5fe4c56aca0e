/**
 * The owners of the domain's threads: {@code CallDesk} and {@code DeskCalls} (one virtual thread a
 * call) and {@code AcdThread} (the one writer of the queues), the recovery after a crash, and the
 * wiring of the whole server by hand ({@code Wiring}).
 */
@NullMarked
package org.liniya.server.run;

import org.jspecify.annotations.NullMarked;
