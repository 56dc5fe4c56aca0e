/** The fakes keep the contracts of what they stand for. */
@NullMarked
package org.liniya.testkit.call;

import org.jspecify.annotations.NullMarked;
