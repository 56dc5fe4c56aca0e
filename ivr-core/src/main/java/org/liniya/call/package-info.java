/**
 * What a call is: its identifiers, numbers, endings, signals and journal events. Pure data; no
 * threads, no I/O.
 */
@NullMarked
package org.liniya.call;

import org.jspecify.annotations.NullMarked;
