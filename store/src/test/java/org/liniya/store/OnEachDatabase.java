package org.liniya.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The class's tests run once on each of these databases, as far as the property {@code
 * liniya.databases} names them (the fast test run names H2 alone). {@link FreshStore} and {@link
 * FreshDatabase} give the right one.
 */
@ClassTemplate
@ExtendWith(EachDatabase.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OnEachDatabase {
  Kind[] value() default {Kind.H2, Kind.POSTGRESQL};

  /** A database that we run on. */
  enum Kind {
    H2,
    POSTGRESQL
  }
}
