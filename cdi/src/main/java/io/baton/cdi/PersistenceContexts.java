package io.baton.cdi;

import io.baton.workflow.script.CurrentActivity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The persistence contexts that the activity on this thread may have written to. They are flushed
 * while the work still can be blamed, and before the case is locked: else the application's SQL
 * would run under that lock, and a failure would show at commit, when nobody knows whose it is.
 */
final class PersistenceContexts {
  private static final ThreadLocal<Set<EntityManager>> NOTED =
      ThreadLocal.withInitial(() -> Collections.newSetFromMap(new IdentityHashMap<>()));

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return fieldsOf(type);
        }
      };

  private PersistenceContexts() {}

  static boolean areFieldsOf(Class<?> type) {
    return !fieldsOf(type).isEmpty();
  }

  private static List<Field> fieldsOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.isAnnotationPresent(PersistenceContext.class)
            && field.getType() == EntityManager.class) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return fields;
  }

  static void noteThoseOf(Object bean) throws IllegalAccessException {
    if (!CurrentActivity.isUnderWay()) {
      return;
    }
    for (Field field : FIELDS.get(bean.getClass())) {
      NOTED.get().add((EntityManager) field.get(bean));
    }
  }

  /** Writes what is unwritten; clears, so that no command of a batch sees another one's objects. */
  static void flush() {
    for (EntityManager context : NOTED.get()) {
      if (context.isJoinedToTransaction()) {
        context.flush();
        context.clear();
      }
    }
  }

  static void forget() {
    NOTED.remove();
  }
}
