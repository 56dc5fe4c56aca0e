/**
 * The rules of trunks, without a network: numbers and how they are written, who called and who was
 * diverted, which numbers may be dialled over which trunk, when a trunk is up, when to register
 * again. Everything here is a value or a pure function.
 */
@NullMarked
package org.liniya.sip.trunk;

import org.jspecify.annotations.NullMarked;
