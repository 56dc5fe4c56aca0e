/**
 * Why a call was treated as it was, told from its journal: {@link org.liniya.explain.Explanation}
 * makes sentences of it, {@link org.liniya.explain.ReplayCheck} holds what the queues decided
 * against what they decide when they are told the same again. Pure functions of what is stored.
 */
@NullMarked
package org.liniya.explain;

import org.jspecify.annotations.NullMarked;
