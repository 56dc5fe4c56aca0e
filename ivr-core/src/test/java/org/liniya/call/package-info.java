@NullMarked
package org.liniya.call;

import org.jspecify.annotations.NullMarked;
