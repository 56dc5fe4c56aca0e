/**
 * A real Asterisk for the tests, with the configuration that Liniya ships.
 *
 * <p>{@code scripts/asterisk install} has installed it; {@code LINIYA_ASTERISK_ROOT} names the
 * folder, which is {@code target/asterisk} of the project otherwise.
 */
@NullMarked
package org.liniya.testkit.asterisk;

import org.jspecify.annotations.NullMarked;
