/**
 * What Liniya keeps: one class per table behind the ports of the core, on H2 or PostgreSQL. Start
 * reading at {@link org.liniya.store.Store}; {@link org.liniya.store.Sql} says how a statement is
 * run, and {@link org.liniya.store.BatchWriter} how events are written in groups.
 */
@NullMarked
package org.liniya.store;

import org.jspecify.annotations.NullMarked;
