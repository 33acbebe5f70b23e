package dev.sluice.api.text;

/** What is wrong with a value and what to write instead. */
public record Fault(String problem, String remedy) {}
