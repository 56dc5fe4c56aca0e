/** The store against H2 and PostgreSQL, and its crash tests. */
@NullMarked
package org.liniya.store;

import org.jspecify.annotations.NullMarked;
