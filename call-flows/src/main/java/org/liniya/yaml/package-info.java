/**
 * YAML as configuration for people: every scalar is text, every value knows its file, line and
 * column, and faults are collected with a cure instead of thrown. Hostile input (size, depth,
 * aliases, tags, duplicate keys) is refused here, once for all files.
 */
@NullMarked
package org.liniya.yaml;

import org.jspecify.annotations.NullMarked;
