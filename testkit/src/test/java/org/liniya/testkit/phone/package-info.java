/** Tests of the telephone drivers, with real telephones. */
@NullMarked
package org.liniya.testkit.phone;

import org.jspecify.annotations.NullMarked;
