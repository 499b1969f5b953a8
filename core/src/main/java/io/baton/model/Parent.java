package io.baton.model;

/** The case that started a child, and the ref by which it awaits the child's end. */
public record Parent(CaseId caseId, RefId ref) {}
