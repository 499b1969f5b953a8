package io.baton.wire.payload;

import io.baton.api.PayloadName;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sealed type and the classes it permits, each with its name: a closed list, made by the
 * compiler.
 */
final class SealedFamily {
  /** The member that says which one a value is. */
  static final String MEMBER = "type";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private final Class<?> root;
  private final Map<String, Class<?>> members = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  SealedFamily(Class<?> root) {
    this.root = root;
    collect(root);
  }

  /** The JDK's own sealed types, such as that of String and Integer, are none of ours. */
  static boolean isOne(Class<?> type) {
    return type.isSealed() && !type.isEnum() && type.getClassLoader() != null;
  }

  /** True for a class that a sealed type permits, directly or through others. */
  static boolean isMember(Class<?> type) {
    return !type.isInterface()
        && !type.isEnum()
        && !Modifier.isAbstract(type.getModifiers())
        && parents(type).anyMatch(parent -> isOne(parent) || hasSealedParent(parent));
  }

  private static boolean hasSealedParent(Class<?> type) {
    return parents(type).anyMatch(parent -> isOne(parent) || hasSealedParent(parent));
  }

  private static Stream<Class<?>> parents(Class<?> type) {
    return Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
  }

  static String name(Class<?> member) {
    @Nullable PayloadName given = member.getAnnotation(PayloadName.class);
    return given == null ? member.getSimpleName() : given.value();
  }

  private void collect(Class<?> sealed) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (isOne(permitted)) {
        collect(permitted);
      } else if (isClosed(permitted)) {
        add(permitted);
      } else {
        problems.add(
            "%s, permitted by %s, is neither a record nor a final class"
                .formatted(permitted.getSimpleName(), sealed.getSimpleName()));
      }
    }
    if (!sealed.isInterface() && !Modifier.isAbstract(sealed.getModifiers())) {
      problems.add(
          "%s is sealed but not abstract: values of its own have no place in the list"
              .formatted(sealed.getSimpleName()));
    }
  }

  private static boolean isClosed(Class<?> permitted) {
    return Modifier.isFinal(permitted.getModifiers()) && !permitted.isEnum();
  }

  private void add(Class<?> member) {
    String name = name(member);
    if (!NAME.matcher(name).matches()) {
      problems.add(
          "%s: the name '%s' is not 1 to 100 letters, digits, dots, dashes and underscores"
              .formatted(member.getSimpleName(), name));
    }
    Class<?> other = members.putIfAbsent(name, member);
    if (other != null && other != member) {
      problems.add(
          "%s and %s, permitted by %s, are both called '%s'; give one of them another @PayloadName"
              .formatted(other.getName(), member.getName(), root.getSimpleName(), name));
    }
  }

  /** By name; where two have one name, the first. */
  Map<String, Class<?>> members() {
    return members;
  }

  List<String> problems() {
    return problems;
  }
}
