/**
 * What a flow computes with: types, values, variables, and CEL expressions that are checked when a
 * flow is read.
 */
@NullMarked
package org.liniya.flow.value;

import org.jspecify.annotations.NullMarked;
