package dev.sluice.cli.demo;

import dev.sluice.sim.DemoService;

/**
 * A service of the demo and the version it changes to.
 *
 * @param failing share of the new version's requests that fail, 0 to 1
 * @param expected phase that its release must end in
 */
record Contender(String name, double failing, String expected) {

    static final String NEW_VERSION = "v2";

    /** The service as its team would write it down, and as it starts. */
    DemoService workload() {
        return DemoService.named(DemoStage.NAMESPACE, name);
    }

    /** What is wrong with the new version, for people. */
    String title() {
        return failing == 0 ? name + " (good)" : name + " (fails " + Math.round(failing * 100) + " %)";
    }
}
