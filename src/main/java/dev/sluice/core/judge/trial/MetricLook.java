package dev.sluice.core.judge.trial;

/**
 * What one look at a team's metric brought.
 *
 * @param name as the policy calls it
 * @param candidate not a number where there was none
 * @param stable not a number where there was none, or where nothing is compared
 * @param problem why a number is missing; empty if none is
 */
public record MetricLook(String name, double candidate, double stable, String problem) {}
