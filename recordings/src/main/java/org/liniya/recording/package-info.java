/** Recordings of calls: capture without holding up media, and files that survive a crash. */
@NullMarked
package org.liniya.recording;

import org.jspecify.annotations.NullMarked;
