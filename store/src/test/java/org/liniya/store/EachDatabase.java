package org.liniya.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Runs a class of tests once on each database. */
final class EachDatabase implements ClassTemplateInvocationContextProvider {
  private static final Namespace OURS = Namespace.create(EachDatabase.class);
  private static final List<String> WANTED =
      List.of(System.getProperty("liniya.databases", "h2,postgresql").split(",", -1));

  private record On(OnEachDatabase.Kind kind) implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return kind.name();
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
      context.getStore(OURS).put(OnEachDatabase.Kind.class, kind);
    }
  }

  /** The database of a test; H2 when its class does not say. */
  static OnEachDatabase.Kind of(ExtensionContext context) {
    return context
        .getStore(OURS)
        .getOrDefault(OnEachDatabase.Kind.class, OnEachDatabase.Kind.class, OnEachDatabase.Kind.H2);
  }

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    OnEachDatabase which = context.getRequiredTestClass().getAnnotation(OnEachDatabase.class);
    return Arrays.stream(which.value())
        .filter(kind -> WANTED.contains(kind.name().toLowerCase(Locale.ROOT)))
        .map(On::new);
  }

  /** A class for PostgreSQL alone does not run when that is not wanted. */
  @Override
  public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
    return true;
  }
}
