@NullMarked
package org.liniya.server.robot;

import org.jspecify.annotations.NullMarked;
