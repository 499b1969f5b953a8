package io.baton.worker;

/**
 * What is told to who asked.
 *
 * @param to where it wants to be told, as the request names it
 * @param caseId whose request it was
 * @param text the answer, or a sign of life
 */
public record Reply(String to, String caseId, String text) {}
