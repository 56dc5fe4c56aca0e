/**
 * What an administrator writes into the configuration folder, as records that are right once they
 * exist. Start at {@link org.liniya.server.config.Configuration#load}; one {@code …File} class
 * reads one file and reports every fault with its place and a cure.
 */
@NullMarked
package org.liniya.server.config;

import org.jspecify.annotations.NullMarked;
