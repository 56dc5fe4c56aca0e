/** The numbered record (обращение) of what a caller asked for. */
@NullMarked
package org.liniya.ticket;

import org.jspecify.annotations.NullMarked;
