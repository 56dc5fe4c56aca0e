package org.liniya.server.identity;

import java.util.Optional;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Datum;

/** The data by which a person is found: those that are documents. Stateless. */
final class Documents {

  private Documents() {}

  /** The kind of look-up that a datum answers; empty when nobody is looked up by it. */
  static Optional<LookUp.Kind> kind(Datum datum) {
    return switch (datum) {
      case SNILS -> Optional.of(LookUp.Kind.SNILS);
      case INN -> Optional.of(LookUp.Kind.INN);
      case PASSPORT -> Optional.of(LookUp.Kind.PASSPORT);
      case BIRTH_DATE, PHONE, EMAIL -> Optional.empty();
    };
  }
}
