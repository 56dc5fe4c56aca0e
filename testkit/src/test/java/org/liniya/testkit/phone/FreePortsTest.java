package org.liniya.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ports that belong to one test of one JVM. */
class FreePortsTest {

  /** Prints so many ports and then waits for the end of its input, as its ports wait for it. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws Exception {
      for (int i = 0; i < 300; i++) {
        System.out.println(FreePorts.one());
      }
      System.out.println("end");
      System.in.read();
    }
  }

  @Test
  void noTwoCallsAndNoTwoJvmsGetTheSame() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      List<String> theirs =
          other.inputReader().lines().takeWhile(line -> !line.equals("end")).toList();
      List<String> ours =
          Stream.generate(FreePorts::one).limit(300).map(port -> Integer.toString(port)).toList();

      Set<String> all = new HashSet<>(theirs);
      all.addAll(ours);
      assertThat(theirs).hasSize(300);
      assertThat(all).hasSize(600);
    } finally {
      other.destroyForcibly().waitFor();
    }
  }
}
