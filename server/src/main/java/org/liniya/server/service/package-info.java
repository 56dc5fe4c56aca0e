/**
 * Other systems that calls ask over HTTP: named, bounded in time, size and number, and left alone
 * while they are not well.
 */
@NullMarked
package org.liniya.server.service;

import org.jspecify.annotations.NullMarked;
