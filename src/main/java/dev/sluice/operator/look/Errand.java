package dev.sluice.operator.look;

import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Needs;
import dev.sluice.core.observation.Needs.Question;
import dev.sluice.core.pass.OwnRequests;
import dev.sluice.core.policy.QuietPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.RequestSender;
import dev.sluice.core.release.ReleaseState;
import java.time.Instant;

/** Sends the requests of Sluice's own that a pass needs. */
public record Errand(RequestSender sender, ReleasePlan plan, ReleaseState state, Instant now) {

    /** What was counted, and with it what the requests were answered, if any are needed. */
    public Counted run(Needs needs, Counted counted) {
        QuietPlan quiet = plan.analysis().quiet();
        if (quiet == null || !needs.has(Question.QUIET)) {
            return counted;
        }
        RequestSender.Target target = new RequestSender.Target(
                plan.workload().namespace(),
                plan.workload().service(),
                plan.workload().candidate(),
                quiet,
                plan.metrics().counting().failures());
        return counted.withQuiet(sender.send(target, OwnRequests.due(plan, state, now), now));
    }
}
