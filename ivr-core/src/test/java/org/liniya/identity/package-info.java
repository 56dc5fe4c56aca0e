/** Tests of the package of the same name. */
@NullMarked
package org.liniya.identity;

import org.jspecify.annotations.NullMarked;
