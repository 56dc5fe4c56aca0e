package org.liniya.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelRuntimeFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tries to get a secret out by every library on the class path that turns objects into text. What
 * comes out, a text or an error, never holds the value.
 */
class SecretEscapesTest {
  private static final String SNILS = "11223344595";
  private static final Secret SECRET = new Secret(SNILS);

  /** What code would hand over without a thought. */
  record Holder(String name, Secret secret, PhoneNumber number, Optional<Secret> other) {}

  private static final Holder HOLDER =
      new Holder("n", SECRET, PhoneNumber.of("+79161234567"), Optional.of(SECRET));

  @Test
  void jacksonFindsNothing() {
    JsonMapper usual = new JsonMapper();
    JsonMapper greedy =
        JsonMapper.builder()
            .changeDefaultVisibility(
                checker ->
                    checker
                        .withVisibility(PropertyAccessor.ALL, Visibility.ANY)
                        .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
            .enable(MapperFeature.PROPAGATE_TRANSIENT_MARKER)
            .build();
    for (JsonMapper mapper : List.of(usual, greedy)) {
      for (Object given : List.of(SECRET, HOLDER, List.of(SECRET), Map.of("secret", SECRET))) {
        assertNothing(tried(() -> mapper.writeValueAsString(given)));
        assertNothing(tried(() -> mapper.valueToTree(given).toString()));
        assertNothing(tried(() -> mapper.convertValue(given, Object.class).toString()));
      }
      assertNothing(tried(() -> mapper.writeValueAsString(Map.of(SECRET, 1))));
    }
    assertThat(usual.writeValueAsString(HOLDER)).contains("\"name\":\"n\"");
  }

  @Test
  void logbackPrintsDots() {
    LoggerContext context = new LoggerContext();
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    Logger log = context.getLogger("test");
    log.setLevel(Level.TRACE);
    log.addAppender(events);
    log.atInfo()
        .addKeyValue("snils", SECRET)
        .addKeyValue("all", HOLDER)
        .log("{} {}", SECRET, HOLDER);
    log.warn("failed on {}", SECRET, new IllegalStateException("on " + SECRET));
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern("%level %kvp{NONE} %msg%n%ex");
    layout.start();
    for (ILoggingEvent event : events.list) {
      assertThat(layout.doLayout(event)).contains("•••");
      assertNothing(layout.doLayout(event));
    }
    assertThat(events.list).hasSize(2);
  }

  @Test
  void formattersPrintDots() {
    assertNothing(
        String.format(Locale.ROOT, "%s|%S|%20s|%-5.3s|%h", SECRET, SECRET, SECRET, SECRET, SECRET));
    assertNothing("%s %s".formatted(SECRET, HOLDER));
    assertNothing(MessageFormat.format("{0} {1}", SECRET, HOLDER));
    assertNothing(
        new IllegalStateException("bad " + SECRET, new RuntimeException("" + HOLDER)).toString());
    assertNothing(tried(() -> String.format(Locale.ROOT, List.of("%d").getFirst(), SECRET)));
  }

  @Test
  void celSeesNoText() throws Exception {
    var compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("secret", SimpleType.DYN)
            .setStandardMacros()
            .build();
    var runtime = CelRuntimeFactory.legacyCelRuntimeBuilder().build();
    for (String expression :
        List.of(
            "'' + string(secret)",
            "secret + ''",
            "secret.size()",
            "size(secret)",
            "secret.value",
            "secret.contains('1')",
            "secret.startsWith('1')",
            "secret.matches('[0-9]+')",
            "int(secret)",
            "{'a': secret}['a'] + 'x'")) {
      var program = runtime.createProgram(compiler.compile(expression).getAst());
      String result = tried(() -> program.eval(Map.of("secret", SECRET)).toString());
      assertNothing(result);
      assertThat(result).as(expression).startsWith("failed: ");
    }
  }

  @Test
  void yamlDumpsNothing() {
    Dump dump = new Dump(DumpSettings.builder().build());
    assertNothing(tried(() -> dump.dumpToString(SECRET)));
    assertNothing(tried(() -> dump.dumpToString(Map.of("secret", SECRET))));
  }

  @Test
  void noDatabaseTakesIt() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:escapes")) {
      connection.createStatement().execute("create table t (v varchar, o other)");
      for (String column : List.of("v", "o")) {
        try (PreparedStatement insert =
            connection.prepareStatement("insert into t (" + column + ") values (?)")) {
          assertThatThrownBy(
                  () -> {
                    insert.setObject(1, SECRET);
                    insert.execute();
                  })
              .satisfies(fault -> assertNothing(everything(fault)));
        }
      }
      Jdbi jdbi = Jdbi.create(connection);
      jdbi.useHandle(
          handle -> {
            assertThatThrownBy(
                    () ->
                        handle
                            .createUpdate("insert into t (v) values (:v)")
                            .bind("v", SECRET)
                            .execute())
                .satisfies(fault -> assertNothing(everything(fault)));
            assertThatThrownBy(
                    () ->
                        handle
                            .createUpdate("insert into t (v) values (:secret)")
                            .bindMethods(HOLDER)
                            .execute())
                .satisfies(fault -> assertNothing(everything(fault)));
          });
    }
  }

  private interface Try {
    String text() throws Exception;
  }

  private static String tried(Try way) {
    try {
      return way.text();
    } catch (Exception fault) {
      return "failed: " + everything(fault);
    }
  }

  private static String everything(Throwable fault) {
    StringBuilder said = new StringBuilder();
    for (Throwable each = fault; each != null; each = each.getCause()) {
      said.append(each).append('\n');
    }
    return said.toString();
  }

  private static void assertNothing(String text) {
    assertThat(text).doesNotContain(SNILS, "9161234567").doesNotContain("3344595");
  }
}
