package org.liniya.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler refuses to do with a secret, and what comes of what it cannot refuse. */
class SecretTest {
  private static final String SNILS = "11223344595";
  private static final Secret SECRET = new Secret(SNILS);

  /** The control: were every snippet refused, the others would prove nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "String s = secret.reveal();",
        "boolean same = secret.equals(new Secret(\"1\"));",
        "String s = \"secret: \" + secret;",
        "Object o = secret;"
      })
  void theCompilerTakes(String statement) throws Exception {
    assertThat(errors(statement)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String s = secret;",
        "String s = (String) secret;",
        "CharSequence s = secret;",
        "CharSequence s = (CharSequence) secret;",
        "java.io.Serializable s = secret;",
        "java.io.Serializable s = (java.io.Serializable) secret;",
        "Comparable<?> c = secret;",
        "Iterable<?> i = secret;",
        "java.util.Formattable f = secret;",
        "Record r = secret;",
        "String s = secret.value;",
        "String s = secret.value();",
        "String s = secret.getValue();",
        "int n = secret.length();",
        "char c = secret.charAt(0);",
        "Object o = secret.clone();",
        "String s = String.join(\",\", secret);",
        "byte[] b = secret.getBytes();",
        "for (char c : secret) {}",
        "long n = Long.parseLong(secret);",
        "java.nio.file.Files.writeString(java.nio.file.Path.of(\"f\"), secret);",
        "java.util.regex.Pattern.compile(\"1\").matcher(secret);",
        "java.net.URI u = java.net.URI.create(secret);",
        "if (secret instanceof Secret(String value)) {}",
        "class Told extends Secret { Told() { super(\"1\"); } }"
      })
  void theCompilerRefuses(String statement) throws Exception {
    assertThat(errors(statement)).as(statement).isNotEmpty();
  }

  @Test
  void whateverPrintsItPrintsDots() {
    record Holder(String name, Secret secret, PhoneNumber number) {}
    Holder holder = new Holder("caller", SECRET, PhoneNumber.of("+79161234567"));
    for (String printed :
        List.of(
            "secret: " + SECRET,
            String.format(Locale.ROOT, "%s %-20s %S", SECRET, SECRET, SECRET),
            String.valueOf(SECRET),
            Objects.toString(SECRET),
            List.of(SECRET).toString(),
            Map.of("snils", SECRET).toString(),
            Optional.of(SECRET).toString(),
            holder.toString(),
            new IllegalStateException("cannot use " + SECRET).toString())) {
      assertThat(printed).doesNotContain(SNILS, "9161234567").doesNotContainPattern("\\d{5}");
      assertThat(printed).contains("•••");
    }
    assertThat(String.format(Locale.ROOT, "%h", SECRET)).doesNotContain("11223344595");
  }

  @Test
  void evenItsLengthIsHidden() {
    assertThat(new Secret("").toString()).isEqualTo(SECRET.toString());
  }

  @Test
  void itCannotBeWrittenAsAnObject() throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(SECRET))
          .isInstanceOf(NotSerializableException.class)
          .hasMessageNotContaining(SNILS);
    }
  }

  @Test
  void equalsLooksAtTheWholeValue() {
    assertThat(SECRET).isEqualTo(new Secret(SNILS)).hasSameHashCodeAs(new Secret(SNILS));
    for (String other :
        List.of("", "1", "11223344596", "21223344595", SNILS + SNILS, SNILS + "1")) {
      assertThat(SECRET).isNotEqualTo(new Secret(other));
      assertThat(new Secret(other)).isNotEqualTo(SECRET);
    }
    assertThat(new Secret("")).isEqualTo(new Secret(""));
    assertThat(SECRET).isNotEqualTo(SNILS);
  }

  /** The hash is salted: it is no hash of the text that a table of all numbers could turn back. */
  @Test
  void theHashIsNotTheTexts() {
    assertThat(SECRET.hashCode()).isNotEqualTo(SNILS.hashCode());
  }

  private static List<String> errors(String statement) throws URISyntaxException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    String text =
        "import org.liniya.call.Secret;\n"
            + "class Snippet { void use(Secret secret) throws Exception {\n"
            + statement
            + "\n} }";
    String classes =
        Path.of(Secret.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    // analysed only: nothing is written
    compiler
        .getTask(
            null,
            null,
            said,
            List.of("-proc:none", "-Xlint:none", "--should-stop=ifNoError=FLOW", "-cp", classes),
            null,
            List.of(new Snippet(text)))
        .call();
    return said.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> each.getMessage(Locale.ROOT))
        .toList();
  }

  private static final class Snippet extends SimpleJavaFileObject {
    private final String text;

    Snippet(String text) {
      super(URI.create("string:///Snippet.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
