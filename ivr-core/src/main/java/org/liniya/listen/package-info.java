/**
 * What a caller may say, and what of it was understood: the words of the port {@link
 * org.liniya.port.SpeechRecognizer}. Pure data and rules, for any thread.
 */
@NullMarked
package org.liniya.listen;

import org.jspecify.annotations.NullMarked;
