package io.baton.architecture.bad.testkit;

/** What somebody in production leans on. */
public record Kit() {}
