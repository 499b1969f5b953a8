package io.baton.architecture.bad.persistence;

import io.baton.architecture.bad.compensation.Undo;

public record Store(Undo undo) {}
