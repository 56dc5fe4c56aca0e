@NullMarked
package org.liniya.server.demo;

import org.jspecify.annotations.NullMarked;
