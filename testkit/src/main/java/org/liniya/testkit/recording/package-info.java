/** The contract of recordings, and a recording port that keeps everything in memory. */
@NullMarked
package org.liniya.testkit.recording;

import org.jspecify.annotations.NullMarked;
