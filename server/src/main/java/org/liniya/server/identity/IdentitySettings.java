package org.liniya.server.identity;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.identity.GuessBook;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender;
import org.liniya.port.Verification;

/**
 * By what callers can be verified, as {@code identity.yaml} says. Immutable.
 *
 * @param sms by which service codes go
 * @param mail by which server codes go
 * @param text the words around a code; there when {@code sms} or {@code mail} is
 * @param accountCodes who checks the codes of the personal account
 * @param alerts when somebody is told that many identities are guessed at
 */
public record IdentitySettings(
    Optional<Registry> registry,
    Optional<Sms> sms,
    Optional<MailSettings> mail,
    Optional<CodeText> text,
    Optional<AccountCodes> accountCodes,
    GuessBook.Limits alerts) {

  public static final IdentitySettings NONE =
      new IdentitySettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          GuessBook.Limits.DEFAULT);

  /** What a flow may use. */
  public Verification.Means means() {
    Set<MessageSender.Channel> channels = EnumSet.noneOf(MessageSender.Channel.class);
    sms.ifPresent(_ -> channels.add(MessageSender.Channel.SMS));
    mail.ifPresent(_ -> channels.add(MessageSender.Channel.EMAIL));
    return new Verification.Means(
        registry.map(Registry::data).orElse(Set.of()), channels, accountCodes.isPresent());
  }

  /** Where persons stand. */
  public sealed interface Registry {
    /** Whoever stands behind a service can be asked for by each document. */
    Set<Datum> BY_WHICH_IT_IS_ASKED = Set.of(Datum.SNILS, Datum.INN, Datum.PASSPORT);

    /** What is known of a person there. */
    Set<Datum> data();

    /** A CSV file, which was checked and is read once more at the start. */
    record Table(Path file, Set<Datum> data) implements Registry {
      public Table {
        data = Set.copyOf(data);
      }
    }

    /**
     * A service of {@code services.yaml}.
     *
     * @param fields from our words {@code kind} and {@code number}
     * @param members where data stand in its answer: {@code contact.phone}
     */
    record OfService(String service, String path, Fields fields, Map<Datum, String> members)
        implements Registry {
      public OfService {
        members = Map.copyOf(members);
      }

      @Override
      public Set<Datum> data() {
        Set<Datum> all = EnumSet.copyOf(BY_WHICH_IT_IS_ASKED);
        all.addAll(members.keySet());
        return all;
      }
    }
  }

  /**
   * A gateway that takes messages over HTTP.
   *
   * @param fields from our words {@code phone} (with {@code +}), {@code phone-digits} and {@code
   *     text}
   */
  public record Sms(String service, String path, Fields fields) {}

  /**
   * Who checks the codes of the personal account.
   *
   * @param fields from our words {@code kind}, {@code number} and {@code code}
   * @param result where its answer says {@code right}, {@code wrong} or {@code none}
   */
  public record AccountCodes(String service, String path, Fields fields, String result) {}
}
