/**
 * Fakes in memory of the ports that keep what a call writes. Start reading at {@link
 * org.liniya.testkit.store.Breakable}.
 */
@NullMarked
package org.liniya.testkit.store;

import org.jspecify.annotations.NullMarked;
