package io.baton.wire.payload;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import com.fasterxml.jackson.databind.ser.BeanSerializer;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a type whose values are to be stored, looked at with Jackson's own eyes and
 * down to the last member.
 */
public final class PayloadTypes {
  private final ObjectMapper mapper;
  private final DeserializationContext context;
  private final Set<JavaType> seen = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  public PayloadTypes(ObjectMapper mapper) {
    this.mapper = mapper;
    this.context =
        ((DefaultDeserializationContext) mapper.getDeserializationContext())
            .createDummyInstance(mapper.getDeserializationConfig());
  }

  /**
   * Sentences without an end, each with the way to the member where that is not the type itself.
   */
  public List<String> problems() {
    return problems;
  }

  /** What is allowed and rarely meant. */
  public List<String> warnings() {
    return warnings;
  }

  public PayloadTypes check(Type type) {
    if (type != void.class && type != Void.class) {
      check(mapper.constructType(type), "");
    }
    return this;
  }

  private void check(JavaType type, String at) {
    if (!seen.add(type)) {
      return;
    }
    Class<?> raw = type.getRawClass();
    if (raw == Object.class) {
      problem(at, "Object, or a type left open, says nothing of what is stored; name the type");
    } else if (type.isReferenceType() || raw == Optional.class) {
      problem(at, raw.getSimpleName() + " is no value; use what it holds, which may be null");
    } else if (raw == Class.class || Throwable.class.isAssignableFrom(raw)) {
      problem(at, raw.getSimpleName() + " cannot be stored");
    } else if (SealedFamily.isOne(raw)) {
      checkFamily(type, at);
    } else if (!raw.isPrimitive() && !JsonNode.class.isAssignableFrom(raw)) {
      checkReader(type, at);
    }
  }

  private void checkFamily(JavaType type, String at) {
    Class<?> raw = type.getRawClass();
    SealedFamily family = new SealedFamily(raw);
    family.problems().forEach(text -> problem(at, text));
    Schema.misplaced(raw).forEach(text -> problem(at, text));
    if (family.members().isEmpty()) {
      problem(at, raw.getSimpleName() + " permits nothing that could be stored");
    }
    for (Class<?> member : family.members().values()) {
      check(mapper.getTypeFactory().constructSpecializedType(type, member), at);
    }
  }

  private void checkReader(JavaType type, String at) {
    try {
      JsonDeserializer<?> reader = reader(type);
      if (reader instanceof AbstractDeserializer) {
        problem(
            at,
            "%s is %s; only sealed ones, collections and maps can be made from JSON"
                .formatted(
                    type.getRawClass().getSimpleName(),
                    type.isInterface() ? "an interface" : "an abstract class"));
      } else if (reader instanceof UnsupportedTypeDeserializer) {
        problem(at, type.getRawClass().getName() + " has no form in JSON");
      } else if (reader instanceof ValueInstantiator.Gettable gettable && cannotMake(gettable)) {
        problem(at, noWay(type));
      } else if (reader instanceof BeanDeserializerBase bean) {
        checkClass(type, bean, at);
      } else {
        checkContent(type, at);
      }
    } catch (JsonMappingException | IllegalArgumentException e) {
      String text = e instanceof JsonMappingException m ? m.getOriginalMessage() : e.getMessage();
      problem(at, String.valueOf(text));
    }
  }

  private JsonDeserializer<?> reader(JavaType type) throws JsonMappingException {
    JsonDeserializer<?> reader = context.findContextualValueDeserializer(type, null);
    return reader instanceof SchemaReader schema ? schema.getDelegatee() : reader;
  }

  private static boolean cannotMake(ValueInstantiator.Gettable reader) {
    @Nullable ValueInstantiator instantiator = reader.getValueInstantiator();
    return instantiator != null && !instantiator.canInstantiate();
  }

  private static String noWay(JavaType type) {
    return "%s is neither a record, nor has it a constructor without parameters or one with @JsonCreator"
        .formatted(type.getRawClass().getSimpleName());
  }

  private void checkContent(JavaType type, String at) throws JsonMappingException {
    if (type.isMapLikeType()) {
      context.findKeyDeserializer(type.getKeyType(), null);
    }
    if (type.isContainerType()) {
      check(type.getContentType(), at + "/*");
    }
  }

  private void checkClass(JavaType type, BeanDeserializerBase reader, String at)
      throws JsonMappingException {
    Class<?> raw = type.getRawClass();
    if (raw.getName().startsWith("java.")) {
      problem(at, raw.getName() + " has no form in JSON");
      return;
    }
    if (isEntity(raw)) {
      warnings.add(
          at(at)
              + raw.getSimpleName()
              + " is an entity: what is stored is what happens to be loaded; use its id, or a record");
    }
    boolean asObject =
        mapper.getSerializerProviderInstance().findValueSerializer(type) instanceof BeanSerializer;
    if (!asObject && (SealedFamily.isMember(raw) || Schema.of(raw) != null)) {
      problem(at, raw.getSimpleName() + " is not written as an object with members");
    }
    Schema schema = Schema.of(raw);
    if (schema != null) {
      schema.problems().forEach(text -> problem(at, raw.getSimpleName() + ": " + text));
    }
    Iterator<SettableBeanProperty> members = reader.properties();
    while (members.hasNext()) {
      checkMember(raw, members.next(), at);
    }
  }

  private void checkMember(Class<?> owner, SettableBeanProperty member, String at) {
    String name = member.getName();
    if (name.equals(Schema.MEMBER)
        || (name.equals(SealedFamily.MEMBER) && SealedFamily.isMember(owner))) {
      problem(
          at,
          "%s has a member '%s', which Baton writes itself".formatted(owner.getSimpleName(), name));
    }
    check(member.getType(), at + "/" + name);
  }

  private static boolean isEntity(Class<?> type) {
    return Arrays.stream(type.getAnnotations())
        .anyMatch(a -> a.annotationType().getName().equals("jakarta.persistence.Entity"));
  }

  private void problem(String at, String text) {
    problems.add(at(at) + text);
  }

  private static String at(String pointer) {
    return pointer.isEmpty() ? "" : "at " + pointer + ": ";
  }
}
