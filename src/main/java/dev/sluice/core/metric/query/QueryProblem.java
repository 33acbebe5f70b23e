package dev.sluice.core.metric.query;

/**
 * What is wrong with a query.
 *
 * @param problem in words that follow the field's name
 * @param remedy what to write instead
 */
public record QueryProblem(String problem, String remedy) {}
