/** The fakes pass the contracts. */
@NullMarked
package org.liniya.testkit.store;

import org.jspecify.annotations.NullMarked;
