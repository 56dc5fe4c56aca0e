/** The API over real HTTP, in front of hand-written ports. */
@NullMarked
package org.liniya.console;

import org.jspecify.annotations.NullMarked;
