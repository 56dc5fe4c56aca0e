/** Tests of what is taken over from other systems. */
@NullMarked
package org.liniya.server.imports;

import org.jspecify.annotations.NullMarked;
