/**
 * How long a caller still has to wait, as far as it can honestly be said: {@link
 * org.liniya.estimate.WaitBook} learns from waits that have ended, {@link
 * org.liniya.estimate.Forecast} is the rule, {@link org.liniya.estimate.WaitRange} what may be
 * spoken.
 */
@NullMarked
package org.liniya.estimate;

import org.jspecify.annotations.NullMarked;
