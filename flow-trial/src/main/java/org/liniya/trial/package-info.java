/**
 * Trials of flows: a flow is run for one simulated caller, in virtual time and without audio. Start
 * reading at {@link org.liniya.trial.Trial}.
 */
@NullMarked
package org.liniya.trial;

import org.jspecify.annotations.NullMarked;
