@NullMarked
package org.liniya.speech.listen;

import org.jspecify.annotations.NullMarked;
