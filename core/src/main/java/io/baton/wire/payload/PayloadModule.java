package io.baton.wire.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Teaches Jackson the rules for values of the application. */
public final class PayloadModule extends Module {
  private PayloadModule() {}

  public static JsonMapper.Builder on(JsonMapper.Builder mapper) {
    return mapper
        .annotationIntrospector(new PayloadNames())
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .addModule(new PayloadModule());
  }

  @Override
  public String getModuleName() {
    return "baton-payloads";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addBeanSerializerModifier(new Writing());
    context.addBeanDeserializerModifier(new Reading());
    context.addDeserializationProblemHandler(new NewerSchema());
  }

  private static final class Writing extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public List<BeanPropertyWriter> changeProperties(
        SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> members) {
      Class<?> type = bean.getBeanClass();
      List<BeanPropertyWriter> all = new ArrayList<>();
      if (SealedFamily.isMember(type)) {
        all.add(ConstantMember.of(config, bean, SealedFamily.MEMBER, SealedFamily.name(type)));
      }
      Schema schema = Schema.of(type);
      if (schema != null && schema.known() > 1) {
        all.add(ConstantMember.of(config, bean, Schema.MEMBER, schema.known()));
      }
      all.addAll(members);
      return all;
    }

    @Override
    public JsonSerializer<?> modifyCollectionSerializer(
        SerializationConfig config,
        CollectionType type,
        BeanDescription bean,
        JsonSerializer<?> serializer) {
      return Set.class.isAssignableFrom(type.getRawClass())
          ? new StableSet(serializer)
          : serializer;
    }
  }

  private static final class Reading extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
      Schema schema = Schema.of(bean.getBeanClass());
      return schema == null ? deserializer : new SchemaReader(schema, deserializer);
    }
  }

  /** A class that never had a schema must not read half of a value that has one. */
  private static final class NewerSchema extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser text,
        JsonDeserializer<?> deserializer,
        Object beanOrClass,
        String member)
        throws IOException {
      if (!member.equals(Schema.MEMBER)) {
        return false;
      }
      Class<?> type = beanOrClass instanceof Class<?> c ? c : beanOrClass.getClass();
      try {
        Schema.number(context.readTree(text), type, 1);
      } catch (IllegalArgumentException e) {
        throw JsonMappingException.from(text, e.getMessage(), e);
      }
      return true;
    }
  }
}
