/**
 * What can be said: prompts, silences and music, and the grammar of digits and numbers in each
 * language.
 */
@NullMarked
package org.liniya.speak;

import org.jspecify.annotations.NullMarked;
