/** The kinds of step: one file a kind, each with how it is written and how it runs. */
@NullMarked
package org.liniya.flow.step;

import org.jspecify.annotations.NullMarked;
