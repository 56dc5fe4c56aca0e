/**
 * What can be said: prompts, silences and music, and how each language puts digits, numbers, dates,
 * times and sums into words.
 */
@NullMarked
package org.liniya.speak;

import org.jspecify.annotations.NullMarked;
