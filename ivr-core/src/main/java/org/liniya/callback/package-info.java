/** When a caller who is owed a callback is rung, and who keeps their place. Pure rules. */
@NullMarked
package org.liniya.callback;

import org.jspecify.annotations.NullMarked;
