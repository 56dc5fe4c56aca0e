package org.liniya.server.config;

/**
 * Where the HTTP API listens. Immutable.
 *
 * @param bind IP address to listen on
 * @param port TCP port; 0 takes a free one
 */
public record HttpSettings(String bind, int port) {
  public static final HttpSettings DEFAULT = new HttpSettings("127.0.0.1", 8080);
}
