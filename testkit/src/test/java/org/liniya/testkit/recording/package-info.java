/** The fake keeps the contract too. */
@NullMarked
package org.liniya.testkit.recording;

import org.jspecify.annotations.NullMarked;
