package org.liniya.console;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list, newest first. Immutable.
 *
 * @param next what to give as {@code next} to get the page after this one; empty on the last
 */
record Page<T>(List<T> items, Optional<String> next) {

  static final int DEFAULT_LIMIT = 50;
  static final int MOST = 200;

  /**
   * Cuts a page from {@code found}, which was asked for one more than {@code limit} to see whether
   * there is a further page.
   */
  static <R, T> Page<T> of(List<R> found, int limit, Function<R, String> key, Function<R, T> view) {
    List<R> rows = found.size() > limit ? found.subList(0, limit) : found;
    Optional<String> next =
        found.size() > limit ? Optional.of(key.apply(rows.getLast())) : Optional.empty();
    return new Page<>(rows.stream().map(view).toList(), next);
  }

  /** The query parameter {@code limit}. */
  static int limit(Context request) {
    String limit = request.queryParam("limit");
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (limit.matches("\\d{1,4}")) {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    }
    throw new BadRequestResponse("limit is a whole number from 1 to " + MOST);
  }

  /** The query parameter {@code next}, read by {@code parse}. */
  static <K> Optional<K> next(Context request, Function<String, K> parse) {
    String next = request.queryParam("next");
    if (next == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(next));
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse("next must be taken from the page before");
    }
  }
}
