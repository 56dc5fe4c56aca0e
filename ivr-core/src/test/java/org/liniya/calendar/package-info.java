@NullMarked
package org.liniya.calendar;

import org.jspecify.annotations.NullMarked;
