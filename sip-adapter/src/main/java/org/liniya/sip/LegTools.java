package org.liniya.sip;

import java.util.concurrent.Executor;
import org.liniya.port.Time;
import org.liniya.sip.wire.Wire;

/** What every leg works with. Immutable; its parts are thread-safe. */
record LegTools(
    Wire wire,
    Executor executor,
    Timers timers,
    DialogBook book,
    SipLadders ladders,
    SipLimits limits,
    Time time) {}
