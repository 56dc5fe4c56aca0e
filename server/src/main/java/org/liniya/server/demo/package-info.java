/**
 * {@code liniya demo}: one whole call between two robots and a server of its own, told line by line
 * and checked. Start at {@link org.liniya.server.demo.Demo}.
 */
@NullMarked
package org.liniya.server.demo;

import org.jspecify.annotations.NullMarked;
