/**
 * Back-ups: what a line needs to be put up again elsewhere, with a list of every file's checksum.
 * Start at {@link org.liniya.server.backup.Backup}.
 */
@NullMarked
package org.liniya.server.backup;

import org.jspecify.annotations.NullMarked;
