/** Tests of the package of the same name. */
@NullMarked
package org.liniya.speak;

import org.jspecify.annotations.NullMarked;
