package dev.sluice.scenario.bed;

import java.util.Map;
import java.util.TreeMap;

/**
 * A version of an app as its pod template shows it.
 *
 * @param version image tag, also what the app answers as its version
 * @param env how its simulated pods behave (see the test bed's list)
 */
public record Build(String version, Map<String, String> env) {

    public Build {
        env = Map.copyOf(env);
    }

    public static Build of(String version) {
        return new Build(version, Map.of());
    }

    public Build with(String name, String value) {
        Map<String, String> more = new TreeMap<>(env);
        more.put(name, value);
        return new Build(version, more);
    }

    /** Fails this share of its requests. */
    public Build failing(double ratio) {
        return with("ERROR_RATE", String.valueOf(ratio));
    }

    /** Takes a while to get ready, so that phases that wait for pods last long enough to step in. */
    public Build slowToStart() {
        return with("READY_AFTER", "3s");
    }

    String image() {
        return "registry.example/app:" + version;
    }
}
