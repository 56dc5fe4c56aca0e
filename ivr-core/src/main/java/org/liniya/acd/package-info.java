/**
 * Who is offered which call, and why: skill groups, operators, and the deterministic state machine
 * that matches them.
 */
@NullMarked
package org.liniya.acd;

import org.jspecify.annotations.NullMarked;
