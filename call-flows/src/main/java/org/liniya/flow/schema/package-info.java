/**
 * The catalogue of everything that may be written in a flow, and the JSON Schema that is made of
 * it. Tests prove that readers, schema and {@code docs/flow-reference.md} agree with the catalogue.
 */
@NullMarked
package org.liniya.flow.schema;

import org.jspecify.annotations.NullMarked;
