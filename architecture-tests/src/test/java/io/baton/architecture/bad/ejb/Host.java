package io.baton.architecture.bad.ejb;

import io.baton.architecture.bad.compensation.Undo;
import java.io.ObjectInputStream;

public record Host(Undo undo, ObjectInputStream stream) {}
