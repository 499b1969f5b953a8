package io.baton.graph.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A JSON value with holes: a text {@code "${…}"} stands for what the expression gives, whatever its
 * type; within a longer text the expression's value becomes part of it.
 */
public record Template(JsonNode json) {}
