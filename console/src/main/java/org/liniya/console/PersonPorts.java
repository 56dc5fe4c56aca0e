package org.liniya.console;

import org.liniya.port.Applicants;
import org.liniya.port.Callbacks;
import org.liniya.port.KeyRotation;
import org.liniya.port.Persons;

/** What the API does about persons and their keys, each behind its port. Immutable. */
public record PersonPorts(
    Applicants applicants, Persons persons, Callbacks callbacks, KeyRotation keys) {}
