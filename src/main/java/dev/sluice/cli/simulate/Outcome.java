package dev.sluice.cli.simulate;

import dev.sluice.sim.release.Trials;

/**
 * What came of releases of one version under one rule.
 *
 * @param version what the version is called
 * @param rule what the rule is called
 */
record Outcome(String version, String rule, Trials trials) {

    static final String POLICY = "policy";
}
