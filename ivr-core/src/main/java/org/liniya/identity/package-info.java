/** What a caller says about who they are, and how far that is proved. */
@NullMarked
package org.liniya.identity;

import org.jspecify.annotations.NullMarked;
