/**
 * The one place that knows jain-sip: its stack, its messages and its transactions (RFC 3261
 * sections 7, 17 and 18). Dialogs are our own values ({@link org.liniya.sip.wire.Dialog}): they are
 * plain data, so that a dialog can be stored and ended after a restart. The library's threads only
 * translate and hand over.
 */
@NullMarked
package org.liniya.sip.wire;

import org.jspecify.annotations.NullMarked;
