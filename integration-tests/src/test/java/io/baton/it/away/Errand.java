package io.baton.it.away;

import java.util.List;

/** What a case asks for, one after the other: {@code bank visa}, {@code hotel savoy} … */
public record Errand(List<String> steps) {}
