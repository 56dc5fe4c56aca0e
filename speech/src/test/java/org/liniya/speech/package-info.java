/** Tests of the prompt library and of the prompts that are shipped. */
@NullMarked
package org.liniya.speech;

import org.jspecify.annotations.NullMarked;
