package io.baton.workflow.script;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods that the code of a class names, in lambdas as well, read from the constant pool of
 * its class file (Java Virtual Machine Specification, 4.4).
 */
final class CalledMethods {
  private record Called(String owner, String name) {}

  private record Pair(int first, int second) {}

  private final Set<Called> called = new HashSet<>();

  private CalledMethods() {}

  /** By {@code type} itself and by the classes nested in it. */
  static CalledMethods of(Class<?> type) {
    CalledMethods methods = new CalledMethods();
    for (Class<?> mate : type.getNestMembers()) {
      if (mate == type || mate.getName().startsWith(type.getName() + "$")) {
        methods.read(mate);
      }
    }
    return methods;
  }

  boolean contains(Class<?> owner, Method method) {
    return called.contains(new Called(owner.getName(), method.getName()));
  }

  /** A class without a file, such as one made at run time, is passed over. */
  private void read(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getResourceAsStream(file)) {
      if (bytes != null) {
        read(new DataInputStream(bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the class file of " + type.getName() + " cannot be read", e);
    }
  }

  private void read(DataInputStream file) throws IOException {
    file.skipNBytes(8); // Magic number and version.
    int size = file.readUnsignedShort();
    @Nullable Object[] pool = new Object[size];
    Set<Pair> methods = new HashSet<>();
    for (int i = 1; i < size; i++) {
      int tag = file.readUnsignedByte();
      switch (tag) {
        case 1 -> pool[i] = file.readUTF();
        case 7 -> pool[i] = file.readUnsignedShort(); // A class: where its name is.
        case 12 -> pool[i] = pair(file); // A name and a descriptor.
        case 10, 11 -> methods.add(pair(file)); // A class and a name with its descriptor.
        case 5, 6 -> {
          file.skipNBytes(8);
          i++; // Long and double count twice.
        }
        case 3, 4, 9, 17, 18 -> file.skipNBytes(4);
        case 15 -> file.skipNBytes(3);
        case 8, 16, 19, 20 -> file.skipNBytes(2);
        default -> throw new IOException("constant " + i + " has the unknown tag " + tag);
      }
    }
    methods.forEach(method -> add(method, pool));
  }

  private static Pair pair(DataInputStream file) throws IOException {
    return new Pair(file.readUnsignedShort(), file.readUnsignedShort());
  }

  private void add(Pair method, @Nullable Object[] pool) {
    if (pool[method.first()] instanceof Integer owner
        && pool[method.second()] instanceof Pair nameAndType) {
      String name = String.valueOf(pool[nameAndType.first()]);
      called.add(new Called(String.valueOf(pool[owner]).replace('/', '.'), name));
    }
  }
}
