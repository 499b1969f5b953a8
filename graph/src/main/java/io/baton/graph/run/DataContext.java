package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.run.Names.Members;
import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.FunctionMapper;
import jakarta.el.ImportHandler;
import jakarta.el.VariableMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can reach: names and what is below them. No classes, no methods, no functions,
 * nothing to change; and so many looks, so much text, no more.
 */
final class DataContext extends ELContext {
  private static final int MAX_LOOKS = 10_000;
  private static final int MAX_TEXT = 2_000_000;

  private final ELResolver resolver;

  DataContext(Names names) {
    resolver = new DataResolver(names);
  }

  @Override
  public ELResolver getELResolver() {
    return resolver;
  }

  @Override
  public @Nullable FunctionMapper getFunctionMapper() {
    return null;
  }

  @Override
  public @Nullable VariableMapper getVariableMapper() {
    return null;
  }

  @Override
  public ImportHandler getImportHandler() {
    return NOTHING;
  }

  /** By the ordinary one, classes of java.lang have a name in every expression. */
  private static final ImportHandler NOTHING =
      new ImportHandler() {
        @Override
        public @Nullable Class<?> resolveClass(String name) {
          return null;
        }

        @Override
        public @Nullable Class<?> resolveStatic(String name) {
          return null;
        }
      };

  private static final class DataResolver extends ELResolver {
    private final Names names;
    private int looks;
    private int text;

    DataResolver(Names names) {
      this.names = names;
    }

    @Override
    public @Nullable Object getValue(
        ELContext context, @Nullable Object base, @Nullable Object property) {
      if (++looks > MAX_LOOKS) {
        throw new ELException("the expression looks up more than " + MAX_LOOKS + " values");
      }
      context.setPropertyResolved(true);
      Object found = find(base, property);
      if (found instanceof String string) {
        text += string.length();
        if (text > MAX_TEXT) {
          throw new ELException("the expression reads more than " + MAX_TEXT + " characters");
        }
      }
      return found;
    }

    private @Nullable Object find(@Nullable Object base, @Nullable Object property) {
      if (base == null) {
        Object root = names.get(String.valueOf(property));
        if (root == null) {
          throw new ELException("there is no name '" + property + "' here");
        }
        return root instanceof JsonNode json ? Data.of(json) : root;
      }
      if (base instanceof Members members) {
        return Data.of(members.get(String.valueOf(property)));
      }
      if (base instanceof Map<?, ?> map) {
        return map.get(String.valueOf(property));
      }
      if (base instanceof List<?> list) {
        return item(list, property);
      }
      throw new ELException(
          "a %s has no member '%s'".formatted(base.getClass().getSimpleName(), property));
    }

    private static @Nullable Object item(List<?> list, @Nullable Object property) {
      if (!(property instanceof Number number)) {
        throw new ELException("a list has no member '" + property + "'");
      }
      int index = number.intValue();
      return index < 0 || index >= list.size() ? null : list.get(index);
    }

    @Override
    public Object invoke(
        ELContext context,
        Object base,
        Object method,
        Class<?> @Nullable [] types,
        Object @Nullable [] args) {
      throw new ELException("expressions call no methods: " + method);
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
      throw new ELException("expressions change nothing: " + property);
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
      throw new ELException("expressions change nothing: " + property);
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
      return true;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
      return Object.class;
    }
  }
}
