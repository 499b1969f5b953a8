package io.baton.wire.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.introspect.VirtualAnnotatedMember;
import com.fasterxml.jackson.databind.ser.VirtualBeanPropertyWriter;
import com.fasterxml.jackson.databind.util.Annotations;
import com.fasterxml.jackson.databind.util.SimpleBeanPropertyDefinition;

/** A member that all values of a class have, and always with the same value. */
final class ConstantMember extends VirtualBeanPropertyWriter {
  private static final long serialVersionUID = 1L;

  private final transient Object value;

  private ConstantMember(
      BeanPropertyDefinition name, Annotations annotations, JavaType type, Object value) {
    super(name, annotations, type);
    this.value = value;
  }

  static ConstantMember of(
      SerializationConfig config, BeanDescription bean, String name, Object value) {
    JavaType type = config.constructType(value.getClass());
    AnnotatedClass owner = bean.getClassInfo();
    VirtualAnnotatedMember member =
        new VirtualAnnotatedMember(owner, owner.getRawType(), name, type);
    return new ConstantMember(
        SimpleBeanPropertyDefinition.construct(config, member),
        owner.getAnnotations(),
        type,
        value);
  }

  @Override
  protected Object value(Object bean, JsonGenerator text, SerializerProvider provider) {
    return value;
  }

  @Override
  public VirtualBeanPropertyWriter withConfig(
      MapperConfig<?> config, AnnotatedClass owner, BeanPropertyDefinition name, JavaType type) {
    return this;
  }
}
