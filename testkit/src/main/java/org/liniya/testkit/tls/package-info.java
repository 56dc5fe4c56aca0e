/** Certificates for tests. */
@NullMarked
package org.liniya.testkit.tls;

import org.jspecify.annotations.NullMarked;
