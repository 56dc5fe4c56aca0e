/**
 * In-memory fakes of the ports that keep data, and the contract tests that every implementation of
 * them, fake or real, passes. Start reading at {@link org.liniya.testkit.store.Breakable}.
 */
@NullMarked
package org.liniya.testkit.store;

import org.jspecify.annotations.NullMarked;
