package io.baton.wire.payload;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads sealed types by the names of their members. No annotation of Jackson's can bring class
 * names in: {@code @JsonTypeInfo} counts for nothing here.
 */
final class PayloadNames extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  /** The writer is told nothing: it writes the name as a member, whatever the declared type was. */
  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    boolean reads = config instanceof com.fasterxml.jackson.databind.DeserializationConfig;
    if (!reads || !(annotated instanceof AnnotatedClass) || !isNamed(annotated.getRawType())) {
      return null;
    }
    return JsonTypeInfo.Value.construct(
        JsonTypeInfo.Id.NAME,
        JsonTypeInfo.As.PROPERTY,
        SealedFamily.MEMBER,
        null,
        false,
        false); // Where the declared type says which one it is, the name may be missing.
  }

  private static boolean isNamed(Class<?> type) {
    return SealedFamily.isOne(type) || SealedFamily.isMember(type);
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    return SealedFamily.isOne(annotated.getRawType())
        ? new SealedFamily(annotated.getRawType())
            .members().entrySet().stream()
                .map(member -> new NamedType(member.getValue(), member.getKey()))
                .toList()
        : null;
  }

  @Override
  public @Nullable String findTypeName(AnnotatedClass type) {
    return SealedFamily.isMember(type.getRawType())
        ? SealedFamily.name(type.getRawType())
        : super.findTypeName(type);
  }
}
