/** Tests of the package of the same name. */
@NullMarked
package org.liniya.person;

import org.jspecify.annotations.NullMarked;
