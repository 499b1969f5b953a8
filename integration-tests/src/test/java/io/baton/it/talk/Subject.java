package io.baton.it.talk;

/**
 * @param words after so many the talk ends
 * @param title true to ask for a title then
 */
public record Subject(String topic, int words, boolean title) {}
