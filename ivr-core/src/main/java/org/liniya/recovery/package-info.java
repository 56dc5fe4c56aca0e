/** What is owed to callers whose calls a crash has cut off. Pure rules. */
@NullMarked
package org.liniya.recovery;

import org.jspecify.annotations.NullMarked;
