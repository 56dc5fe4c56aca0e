/** The store against H2, and its crash test. */
@NullMarked
package org.liniya.store;

import org.jspecify.annotations.NullMarked;
