@NullMarked
package org.liniya.server;

import org.jspecify.annotations.NullMarked;
