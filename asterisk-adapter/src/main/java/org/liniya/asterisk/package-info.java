/** The front end behind an Asterisk: callers by FastAGI, operators and bridges by AMI. */
@NullMarked
package org.liniya.asterisk;

import org.jspecify.annotations.NullMarked;
