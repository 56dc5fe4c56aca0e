package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.flow.schema.FlowSchema;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;
import org.liniya.yaml.YamlReader;

/** The schema takes what the reader takes, and refuses what is wrong by its form alone. */
class FlowSchemaTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Json.of(FlowSchema.tree()), InputFormat.JSON);

  /** Faults that a file shows without its prompts, groups and other steps. */
  private static final Pattern OF_FORM =
      Pattern.compile(
          "is not known here|the key '.*' is missing|takes a (table|list)|takes a text, not"
              + "|: '[a-z-]+' is a (whole number from|length of time, not)"
              + "|is yes or no, not|there is no step kind|there is no type"
              + "|the step .* does not say what to do|a step does one thing|is no name for a (step|variable)"
              + "|takes no list|is no language|is at-once");

  static Stream<String> right() throws IOException {
    List<String> right = new ArrayList<>();
    try (Stream<Path> shipped = Files.list(Config.ROOT.resolve("config/flows"))) {
      shipped.filter(Files::isRegularFile).map(Config::text).forEach(right::add);
    }
    FlowReferenceTest.examples().stream()
        .filter(example -> example.group(1) == null)
        .forEach(example -> right.add(example.group(2)));
    FlowReferenceTest.steps().forEach(step -> right.add(FlowReferenceTest.around(step)));
    assertThat(right).hasSizeGreaterThan(20);
    return right.stream();
  }

  @ParameterizedTest
  @MethodSource("right")
  void whatIsRightIsValid(String flow) {
    assertThat(faults(yaml(flow).orElseThrow())).isEmpty();
  }

  /** Files whose fault lies in how two keys go together, which is for the checks. */
  private static final Set<String> OF_TWO_KEYS =
      Set.of("ask-code-of-no-one-length.yaml", "phrases-in-a-strange-language.yaml");

  static Stream<Path> wrong() throws IOException, URISyntaxException {
    return WrongFlowsTest.files()
        .filter(file -> !OF_TWO_KEYS.contains(file.getFileName().toString()));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrongByItsFormIsRefused(Path file) throws IOException {
    String text = Files.readString(file);
    if (OF_FORM.matcher(text).find()) {
      yaml(text).ifPresent(root -> assertThat(faults(root)).isNotEmpty());
    }
  }

  @Test
  void theSchemaMarksAGoodPartOfTheWrongFiles() throws IOException, URISyntaxException {
    int marked = 0;
    for (Path file : wrong().toList()) {
      if (yaml(Files.readString(file)).filter(root -> !faults(root).isEmpty()).isPresent()) {
        marked++;
      }
    }
    assertThat(marked).isGreaterThanOrEqualTo(33);
  }

  private static List<String> faults(Yaml root) {
    return SCHEMA.validate(Json.of(root), InputFormat.JSON).stream().map(Object::toString).toList();
  }

  /** Empty when it is no YAML. */
  private static Optional<Yaml> yaml(String text) {
    Problems problems = new Problems();
    Optional<Yaml> root = YamlReader.read("f", text, problems);
    return problems.isEmpty() ? root : Optional.empty();
  }
}
