package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.Key;

/**
 * What a waiting caller is offered instead of waiting. Immutable.
 *
 * @param after so long a wait
 * @param above at once, when the wait to expect is longer than this
 * @param key takes it, from the moment at which the offer is made
 */
public record WaitingOffer(Duration after, Optional<Duration> above, Key key, String prompt) {}
