package org.liniya.flow.call;

import java.time.Duration;
import org.liniya.call.Key;

/**
 * What a waiting caller is offered instead of waiting. Immutable.
 *
 * @param after so long a wait
 * @param key takes it, from the moment at which the offer is made
 */
public record WaitingOffer(Duration after, Key key, String prompt) {}
