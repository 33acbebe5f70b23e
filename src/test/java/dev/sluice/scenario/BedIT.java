package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.PrometheusLine;
import dev.sluice.scenario.bed.Traffic;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The instruments themselves, without an operator: what the other scenarios rely on to fail when they should. */
@RealCluster
class BedIT {

    @Test
    void a_shift_by_hand_is_seen_by_the_client_and_costs_no_request(Scenario scenario) {
        App app = scenario.app("web", Build.of("v1"));
        App other = scenario.app("web-canary", Build.of("v2"));
        Traffic client = scenario.traffic(app, 100);

        app.routes().edit(spec -> split(spec, app, other, 60));
        // Where many scenarios begin at once, the mesh was seen to follow only after more than a second.
        Claims.watchFor(Duration.ofSeconds(8));
        app.routes().edit(spec -> split(spec, app, other, 0));
        Claims.watchFor(Duration.ofSeconds(1));
        Answers answers = client.stop();

        assertThat(answers.failures()).as("%s", answers).isZero();
        assertThat(answers.of("v2").total()).as("%s", answers).isBetween(100, 700);
        assertThat(app.routes().weights()).containsExactly(0, 60, 0);
    }

    @Test
    void errors_are_counted_for_the_version_that_answers_them_and_for_nobody_when_no_pod_does(Scenario scenario) {
        App app = scenario.app("web", Build.of("v1").failing(0.5));
        Traffic client = scenario.traffic(app, 100);
        Claims.watchFor(Duration.ofSeconds(2));

        app.scale(0);
        Claims.watchFor(Duration.ofSeconds(4));
        Answers answers = client.stop();

        assertThat(answers.failuresOf("v1")).as("%s", answers).isBetween(20, 400);
        assertThat(answers.failuresOf(Answers.NOBODY)).isGreaterThan(50);
        assertThat(answers.failuresBeyond("v1")).isEqualTo(answers.failuresOf(Answers.NOBODY));
    }

    @Test
    void a_changed_image_rolls_and_its_pods_are_told_apart(Scenario scenario) {
        App app = scenario.app("web", Build.of("v1"));
        app.setHeld(true);
        app.change(Build.of("v2").slowToStart());
        assertThat(app.versions()).isEqualTo(Map.of("v1", 4L));

        app.setHeld(false);
        await().atMost(Duration.ofMinutes(1)).until(() -> app.versions().equals(Map.of("v2", 4L)));
    }

    @Test
    void the_line_to_prometheus_can_be_cut_and_mended(Scenario scenario) {
        PrometheusLine line = scenario.prometheusLine();
        assertThat(answers(line)).isTrue();
        assertThat(line.bytesAsked()).isPositive();

        line.cut();
        assertThat(answers(line)).isFalse();

        line.restore();
        assertThat(answers(line)).isTrue();
    }

    private static boolean answers(PrometheusLine line) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(line.address() + "/-/ready").toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static void split(ObjectNode spec, App app, App other, int weight) {
        ArrayNode routes = spec.putArray("http").addObject().putArray("route");
        destination(routes.addObject(), app, 100 - weight);
        destination(routes.addObject(), other, weight);
    }

    private static void destination(ObjectNode route, App app, int weight) {
        route.put("weight", weight)
                .putObject("destination")
                .put("host", app.host())
                .putObject("port")
                .put("number", 80);
    }
}
