/**
 * Fakes of what a call needs besides stores: a leg, an inbox and a clock in virtual time, the
 * queue, prompts and recordings. Written by hand; a scenario of minutes runs in milliseconds.
 */
@NullMarked
package org.liniya.testkit.call;

import org.jspecify.annotations.NullMarked;
