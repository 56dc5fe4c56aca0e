@NullMarked
package org.liniya.server.run;

import org.jspecify.annotations.NullMarked;
