/**
 * Takes over the configuration of other systems: Asterisk's {@code queues.conf}, what FreePBX
 * generates and keeps, and FreeSWITCH's menus. A reader for each format makes queues and menus in
 * this line's terms, writers make YAML of them, and {@link org.liniya.server.imports.Findings} says
 * of every line what became of it. Everything that is read is hostile: bounded, never run.
 */
@NullMarked
package org.liniya.server.imports;

import org.jspecify.annotations.NullMarked;
