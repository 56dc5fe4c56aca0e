/** The configuration: the example in the tree, and every kind of fault with its place. */
@NullMarked
package org.liniya.server.config;

import org.jspecify.annotations.NullMarked;
