package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.port.DialogStore;

/** What every {@link DialogStore} keeps to. */
public abstract class DialogStoreContract {
  /** The store of this test, new and empty; the same at every call within a test. */
  protected abstract DialogStore dialogs();

  private static DialogStore.Entry entry(String id, int second) {
    return new DialogStore.Entry(
        id, Samples.call(second), "sip", "{\"to\":\"x\"}", Samples.NOON.plusSeconds(second));
  }

  private void becomes(List<DialogStore.Entry> expected) {
    Samples.eventually(() -> dialogs().all().equals(expected));
    assertThat(dialogs().all()).isEqualTo(expected);
  }

  @Test
  void openDialogsAreRemembered() {
    DialogStore.Entry first = entry("a", 0);
    DialogStore.Entry second = entry("b", 1);

    dialogs().opened(first);
    dialogs().opened(second);

    becomes(List.of(first, second));
  }

  @Test
  void closedDialogsAreForgotten() {
    DialogStore.Entry first = entry("a", 0);
    DialogStore.Entry second = entry("b", 1);

    dialogs().opened(first);
    dialogs().opened(second);
    dialogs().closed("a");
    dialogs().closed("unknown");

    becomes(List.of(second));
  }

  @Test
  void openingAgainReplacesTheState() {
    DialogStore.Entry second = entry("a", 1);

    dialogs().opened(entry("a", 0));
    dialogs().opened(second);

    becomes(List.of(second));
  }
}
