/** Tests of asking services, against a real HTTP server. */
@NullMarked
package org.liniya.server.service;

import org.jspecify.annotations.NullMarked;
