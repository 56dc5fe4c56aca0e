/** A line to call on. */
@NullMarked
package org.liniya.testkit.line;

import org.jspecify.annotations.NullMarked;
