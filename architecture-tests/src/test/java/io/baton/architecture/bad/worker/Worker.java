package io.baton.architecture.bad.worker;

import io.baton.architecture.bad.model.Model;

public record Worker(Model model) {}
