package org.liniya.server.imports;

import org.liniya.yaml.Place;

/**
 * Somebody who serves a queue elsewhere. Immutable.
 *
 * @param id the user name of the telephone: an operator's number here
 * @param name what people call them; the id where nothing is known
 * @param penalty the smaller, the sooner they are rung
 */
record ImportedMember(Place place, String id, String name, int penalty) {}
