package dev.sluice.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec;
import dev.sluice.operator.record.ReleaseObjects;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what people ask of a release. */
public final class Intents {

    private static final int ATTEMPTS = 5;
    private static final int CONFLICT = 409;

    private final Cluster cluster;
    private final ObjectMapper json = new ObjectMapper();

    public Intents(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The release of a policy that is under way. */
    public Release active(String policy) {
        cluster.policy(policy);
        List<Release> releases = cluster.releases(policy);
        if (releases.isEmpty()) {
            throw new CommandException("policy " + policy
                    + " has had no release yet; a change of its Deployment's pod template begins one");
        }
        Release newest = releases.get(0);
        if (PolicyView.isEnded(newest)) {
            throw new CommandException("no release of policy " + policy + " is under way; " + theEndOf(newest)
                    + (ReleaseObjects.isRefused(newest) ? "; `sluice retry " + policy + "` brings it out again" : ""));
        }
        return newest;
    }

    /** The release under way, else the one that refused what the Deployment has now, else the newest if refused. */
    public Release retriable(String policy) {
        PolicyView view = new PolicyView(cluster.policy(policy));
        List<Release> releases = cluster.releases(policy);
        Optional<PodTemplate> template = cluster.template(view.workload());
        Optional<Release> newest = releases.stream().findFirst();
        return newest.filter(release -> !PolicyView.isEnded(release))
                .or(() -> releases.stream()
                        .filter(ReleaseObjects::isRefused)
                        .filter(release -> template.equals(PolicyView.template(release)))
                        .findFirst())
                .or(() -> newest.filter(ReleaseObjects::isRefused))
                .orElseThrow(() -> new CommandException("policy " + policy + " has no refused release to retry"
                        + (releases.isEmpty() ? "" : "; " + theEndOf(releases.get(0)))));
    }

    private static String theEndOf(Release last) {
        return "the last one, " + last.getMetadata().getName() + ", ended as " + PolicyView.phase(last);
    }

    /**
     * Adds an intent to a release; nobody else's gets lost.
     *
     * @param reason null if none is given
     * @return the intent's id
     */
    public String add(Release release, IntentSpec.Kind kind, @Nullable String reason) {
        IntentSpec intent = new IntentSpec();
        intent.id = UUID.randomUUID().toString();
        intent.kind = kind;
        intent.revision = release.getSpec().revision;
        intent.reason = reason;
        intent.actor = actor();
        String name = release.getMetadata().getName();
        Release current = release;
        for (int attempt = 1; !isWritten(current, intent); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new CommandException("release " + name + " changes too often to be written to; try again");
            }
            current = cluster.release(name)
                    .orElseThrow(() -> new CommandException("release " + name + " has been deleted meanwhile"));
        }
        return intent.id;
    }

    private boolean isWritten(Release release, IntentSpec intent) {
        ObjectNode patch = json.createObjectNode();
        patch.putObject("metadata").put("resourceVersion", release.getMetadata().getResourceVersion());
        var intents = patch.putObject("spec").putArray("intents");
        release.getSpec().intents.forEach(before -> intents.add(json.<ObjectNode>valueToTree(before)));
        intents.add(json.<ObjectNode>valueToTree(intent));
        try {
            cluster.patchRelease(release.getMetadata().getName(), patch.toString());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private static String actor() {
        Map<String, String> environment = System.getenv();
        String host = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
        return System.getProperty("user.name", "unknown") + (host.isEmpty() ? "" : "@" + host);
    }
}
