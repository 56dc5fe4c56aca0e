/** Whose personal data something is. */
@NullMarked
package org.liniya.person;

import org.jspecify.annotations.NullMarked;
