/** Back-ups made, damaged and put in place. */
@NullMarked
package org.liniya.server.backup;

import org.jspecify.annotations.NullMarked;
