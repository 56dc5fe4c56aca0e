/** Tests of the package of the same name. */
@NullMarked
package org.liniya.acd;

import org.jspecify.annotations.NullMarked;
