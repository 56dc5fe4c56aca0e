package org.liniya.flow.step;

import java.util.Optional;
import org.liniya.flow.call.Target;
import org.liniya.yaml.Place;

/**
 * One node of a flow. Immutable.
 *
 * @param next where to go on; the step below when the file does not say, empty when nothing follows
 */
public record Step(String id, Place place, Action action, Optional<Target> next) {}
