/**
 * The flow language: reading a file into a {@link org.liniya.flow.Flow}, checking it, and running
 * it for one call. Start at {@link org.liniya.flow.FlowRunner}.
 */
@NullMarked
package org.liniya.flow;

import org.jspecify.annotations.NullMarked;
