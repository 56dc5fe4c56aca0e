/** Tests of the package of the same name. */
@NullMarked
package org.liniya.ticket;

import org.jspecify.annotations.NullMarked;
