/**
 * Webhooks: what stands in the outbox is sent to receivers outside, signed, at least once, in order
 * by ticket.
 */
@NullMarked
package org.liniya.server.webhook;

import org.jspecify.annotations.NullMarked;
