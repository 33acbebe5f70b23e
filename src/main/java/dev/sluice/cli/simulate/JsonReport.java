package dev.sluice.cli.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.text.DurationText;
import dev.sluice.sim.release.Course.Ending;
import dev.sluice.sim.release.Distribution;
import dev.sluice.sim.release.Setting;
import dev.sluice.sim.release.Trials;

/** An experiment for programs. Shares are ratios; what nothing happened of is null. */
final class JsonReport {

    private JsonReport() {}

    static String of(Experiment experiment) {
        Setting setting = experiment.setting();
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put(
                "policy",
                experiment.plan().workload().namespace() + "/"
                        + experiment.plan().workload().owner());
        root.put("releases", experiment.releases());
        root.put("seed", experiment.seed());
        root.put("limit", DurationText.print(experiment.limit()));
        root.put("onlyFailuresSimulated", experiment.leavesOut());
        root.putObject("service")
                .put("requestsPerSecond", setting.requestsPerSecond())
                .put("errorRate", setting.errorRate())
                .put("replicas", setting.replicas())
                .put("readyAfter", DurationText.print(setting.readyAfter()))
                .put("scrape", DurationText.print(setting.scrape()));
        ArrayNode outcomes = root.putArray("outcomes");
        experiment.outcomes().forEach(outcome -> add(outcomes.addObject(), outcome));
        return root.toPrettyString();
    }

    private static void add(ObjectNode node, Outcome outcome) {
        Trials trials = outcome.trials();
        node.put("version", outcome.version()).put("rule", outcome.rule());
        node.put("promoted", trials.share(Ending.PROMOTED));
        node.put("rolledBack", trials.share(Ending.ROLLED_BACK));
        node.put("paused", trials.share(Ending.PAUSED));
        node.put("underWay", trials.share(Ending.UNDER_WAY));
        put(node, "minutesToPromotion", trials.minutes(Ending.PROMOTED));
        put(node, "minutesToRollback", trials.minutes(Ending.ROLLED_BACK));
        put(node, "failedRequests", trials.failed());
        put(node, "extraFailedRequests", trials.extraFailed());
        put(node, "podMinutes", trials.podMinutes());
    }

    private static void put(ObjectNode node, String name, Distribution values) {
        if (values.isEmpty()) {
            node.putNull(name);
        } else {
            node.putObject(name)
                    .put("mean", values.mean())
                    .put("median", values.median())
                    .put("p95", values.percentile(95));
        }
    }
}
