/** Tests of the Asterisk of the tests. */
@NullMarked
package org.liniya.testkit.asterisk;

import org.jspecify.annotations.NullMarked;
