/** What stands behind the step {@code verify}, against real servers. */
@NullMarked
package org.liniya.server.identity;

import org.jspecify.annotations.NullMarked;
