package io.baton.architecture.bad.api;

import io.baton.architecture.bad.model.Model;

public record Api(Model model) {}
