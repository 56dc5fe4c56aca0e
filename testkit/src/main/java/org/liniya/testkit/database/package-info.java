/** A PostgreSQL server for tests. */
@NullMarked
package org.liniya.testkit.database;

import org.jspecify.annotations.NullMarked;
