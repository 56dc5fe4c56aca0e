/** Tests of the webhooks, with a real HTTP server as the receiver. */
@NullMarked
package org.liniya.server.webhook;

import org.jspecify.annotations.NullMarked;
