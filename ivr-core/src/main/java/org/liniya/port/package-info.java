/**
 * What the domain needs from outside, one small interface per need. Every implementation and every
 * fake passes the contract test of the same name in the testkit module.
 */
@NullMarked
package org.liniya.port;

import org.jspecify.annotations.NullMarked;
