package org.liniya.server.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.liniya.call.CallId;

/** In what the SQL that fills the benchmark's database differs. Public for H2, which calls it. */
public enum BenchSql {
  H2 {
    @Override
    String series(long first, long last) {
      return "system_range(%d, %d) s".formatted(first, last);
    }

    @Override
    String hash(String text) {
      return "rawtohex(hash('SHA-256', %s))".formatted(text);
    }

    @Override
    String moment(String millis) {
      return "dateadd('MILLISECOND', %s, timestamp with time zone '1970-01-01 00:00:00Z')"
          .formatted(millis);
    }

    @Override
    String call(String millis, String x) {
      return "bench_call(%s, %s)".formatted(millis, x);
    }

    @Override
    String person(String x) {
      return "bench_person(%s)".formatted(x);
    }

    @Override
    String[] before() {
      String here = BenchSql.class.getName();
      return new String[] {
        "create alias if not exists bench_call for '" + here + ".callId'",
        "create alias if not exists bench_person for '" + here + ".personId'",
        "set cache_size 2000000"
      };
    }

    @Override
    String[] after() {
      return new String[] {"drop alias bench_call", "drop alias bench_person", "analyze"};
    }
  },

  POSTGRESQL {
    @Override
    String series(long first, long last) {
      return "generate_series(%d::bigint, %d::bigint) s(x)".formatted(first, last);
    }

    @Override
    String hash(String text) {
      return "encode(sha256(convert_to(%s, 'UTF8')), 'hex')".formatted(text);
    }

    @Override
    String moment(String millis) {
      return "(to_timestamp(0) + (%s) * interval '1 millisecond')".formatted(millis);
    }

    @Override
    String call(String millis, String x) {
      String random = "md5((%s)::text)".formatted(x);
      return "(lpad(to_hex(%s), 12, '0') || '7' || substr(%s, 1, 3) || '8' || substr(%s, 4, 15))::uuid"
          .formatted(millis, random, random);
    }

    @Override
    String person(String x) {
      return "md5('person ' || (%s)::text)::uuid".formatted(x);
    }

    @Override
    String[] before() {
      return new String[0];
    }

    @Override
    String[] after() {
      return new String[] {"analyze"};
    }
  };

  /** A table {@code s} with the one column {@code x}. */
  abstract String series(long first, long last);

  /** 64 characters of a text. */
  abstract String hash(String text);

  /** The moment so many milliseconds after 1970. */
  abstract String moment(String millis);

  /** The identifier of call {@code x}, which arrived then. */
  abstract String call(String millis, String x);

  abstract String person(String x);

  abstract String[] before();

  abstract String[] after();

  static BenchSql of(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql") ? POSTGRESQL : H2;
  }

  /** For H2. */
  public static UUID callId(long millis, long x) {
    return CallId.create(Instant.ofEpochMilli(millis), new Random(x)).value();
  }

  /** For H2. */
  public static UUID personId(long x) {
    return UUID.nameUUIDFromBytes(("person " + x).getBytes(StandardCharsets.UTF_8));
  }
}
