@NullMarked
package org.liniya.explain;

import org.jspecify.annotations.NullMarked;
