/** The prompt library: what the line says, read once and encoded for every codec. */
@NullMarked
package org.liniya.speech;

import org.jspecify.annotations.NullMarked;
