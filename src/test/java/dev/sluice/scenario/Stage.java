package dev.sluice.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;

/** An app in a certain phase of its first release, from v1 to v2, with a client on it. */
record Stage(App app, Traffic client, JsonNode routesBefore) {

    static final String PAUSED = "Paused";

    static Stage in(Scenario scenario, String phase) {
        App app = scenario.app("checkout", Build.of("v1").slowToStart()).governedBy(Policy.paced());
        Stage stage = new Stage(app, scenario.traffic(app, 40), app.routes().content());
        app.change(Build.of("v2").slowToStart());
        if (phase.equals(PAUSED)) {
            app.releases().awaitWeight(1, 10);
            app.releases().intend(1, "Pause");
        }
        app.releases().awaitPhase(1, phase);
        return stage;
    }

    /** Nothing failed, nothing of the release is left and v1 serves alone. */
    void endedWithTheFirstVersion() {
        Claims.allAsBefore(app, routesBefore, "v1");
        Claims.noRequestFailed(client.stop());
    }
}
