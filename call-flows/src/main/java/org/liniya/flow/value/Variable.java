package org.liniya.flow.value;

import org.liniya.yaml.Place;

/**
 * A variable of a flow. Immutable.
 *
 * @param initial what it holds when a call begins
 */
public record Variable(String name, Type type, Object initial, Place place) {}
