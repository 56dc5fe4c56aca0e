/**
 * A small seeded mutational fuzzer for everything that reads what the network sends. {@link
 * org.liniya.fuzz.FuzzTest} says how to run it and how to add a target.
 */
@NullMarked
package org.liniya.fuzz;

import org.jspecify.annotations.NullMarked;
