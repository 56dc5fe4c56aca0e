/**
 * Contract tests of what a call needs besides stores. The fakes that pass them, of the same package
 * name, are in the module {@code fakes}.
 */
@NullMarked
package org.liniya.testkit.call;

import org.jspecify.annotations.NullMarked;
