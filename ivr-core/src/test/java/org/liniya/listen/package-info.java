@NullMarked
package org.liniya.listen;

import org.jspecify.annotations.NullMarked;
