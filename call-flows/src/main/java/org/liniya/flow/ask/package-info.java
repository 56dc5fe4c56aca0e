/**
 * The kinds of {@code ask}: one file a kind, each knowing its length, its check and how it is read
 * back.
 */
@NullMarked
package org.liniya.flow.ask;

import org.jspecify.annotations.NullMarked;
