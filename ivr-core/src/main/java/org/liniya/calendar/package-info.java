/** When somebody is at work, and how much working time lies between two moments. Pure rules. */
@NullMarked
package org.liniya.calendar;

import org.jspecify.annotations.NullMarked;
