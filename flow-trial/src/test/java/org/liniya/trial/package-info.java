@NullMarked
package org.liniya.trial;

import org.jspecify.annotations.NullMarked;
