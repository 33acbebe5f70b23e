package dev.sluice.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.text.DurationText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulateCommandTest {

    private static final String POLICY = """
            apiVersion: sluice.dev/v1alpha1
            kind: ReleasePolicy
            metadata: {name: checkout, namespace: shop}
            spec: {workload: {name: checkout}, traffic: {service: checkout, istio: {}}, bake: 1m}
            """;
    private static final String RULE = "fixed:10%/1m/threshold=5,99%";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_table_has_a_row_for_each_version_and_rule() {
        assertThat(simulate("--rps 200 --releases 40 --fault 5% --fault 50% --compare " + RULE))
                .as(err.toString())
                .isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo(
                        "policy shop/checkout: 1, 2, 6, 15, 38 (chosen from the traffic), then 95 % of the traffic by evidence,"
                                + " bake 1m");
        assertThat(lines.get(1))
                .isEqualTo("service: 200 requests/s, 0.1 % fail, 10 pods ready after 10s, scraped every 5s;"
                        + " 40 releases each, seed 1");
        assertThat(lines.get(3)).startsWith("NEW VERSION").contains("PROMOTED", "ROLLED BACK", "FAILED");
        assertThat(lines.subList(4, 10).stream()
                        .map(line -> String.join(" | ", line.split(" {3,}", -1)))
                        .map(line -> line.replaceAll("( \\| [0-9.]+ %){2}.*", "$1")))
                .satisfies(rows -> assertThat(rows.get(0)).startsWith("as good as stable | policy | "))
                .satisfies(rows -> assertThat(rows.get(1)).startsWith("as good as stable | " + RULE))
                .satisfies(rows -> assertThat(rows.get(2)).startsWith("fails 5% | policy | "))
                .satisfies(rows -> assertThat(rows.get(5)).startsWith("fails 50% | " + RULE));
    }

    @Test
    void json_holds_the_same_in_full() throws IOException {
        JsonNode json = json("--rps 200 --releases 40 --fault 50% --seed 3 --compare " + RULE);

        assertThat(json.at("/policy").asText()).isEqualTo("shop/checkout");
        assertThat(json.at("/seed").asLong()).isEqualTo(3);
        assertThat(json.at("/service/requestsPerSecond").asDouble()).isEqualTo(200);
        assertThat(json.at("/outcomes")).hasSize(4);
        JsonNode good = json.at("/outcomes/0");
        assertThat(good.at("/promoted").asDouble()).isEqualTo(1);
        assertThat(good.at("/minutesToPromotion/median").asDouble()).isBetween(3.0, 9.0);
        assertThat(good.at("/minutesToRollback").isNull()).isTrue();
        JsonNode bad = json.at("/outcomes/2");
        assertThat(bad.at("/version").asText()).isEqualTo("fails 50%");
        assertThat(bad.at("/rolledBack").asDouble()).isEqualTo(1);
        JsonNode peer = json.at("/outcomes/3");
        assertThat(peer.at("/rule").asText()).isEqualTo(RULE);
        assertThat(peer.at("/failedRequests/mean").asDouble()).isBetween(2800.0, 3200.0);
        assertThat(bad.at("/failedRequests/p95").asDouble()).isLessThan(40);
    }

    @Test
    void the_same_seed_says_the_same_and_another_does_not() {
        String options = "--rps 200 --releases 20 --fault 2% -o json --seed ";
        simulate(options + 5);
        String first = out.toString();
        out.getBuffer().setLength(0);
        simulate(options + 5);
        String again = out.toString();
        out.getBuffer().setLength(0);
        simulate(options + 6);

        assertThat(again).isEqualTo(first);
        assertThat(out.toString().replace("\"seed\" : 6", "\"seed\" : 5")).isNotEqualTo(first);
    }

    @Test
    void a_late_fault_is_named_and_found_late() throws IOException {
        JsonNode bad = json("--rps 1000 --releases 20 --fault 50% --at 2m30s").at("/outcomes/1");

        assertThat(bad.at("/version").asText()).isEqualTo("fails 50% after 2m30s");
        assertThat(bad.at("/minutesToRollback/median").asDouble()).isBetween(2.5, 3.0);
    }

    @Test
    void a_fault_under_load_is_named_too() throws IOException {
        JsonNode bad =
                json("--rps 1000 --releases 5 --fault 50% --above-weight 30").at("/outcomes/1");

        assertThat(bad.at("/version").asText()).isEqualTo("fails 50% above weight 30");
        assertThat(bad.at("/failedRequests/mean").asDouble()).isGreaterThan(500);
    }

    @Test
    void what_is_not_over_is_told() {
        simulate("--rps 0.5 --releases 3 --limit 10m");

        assertThat(out.toString())
                .contains("Still under way after 10m: 100 % of the releases of 'as good as stable' (policy).");
    }

    @Test
    void what_is_not_simulated_is_told() {
        String limits = POLICY.replace(
                "bake: 1m",
                "bake: 1m, analysis: {thresholds: {latency: {percentile: 99, max: 500ms}, window: 1m, failures: 3}}");

        assertThat(run(limits, "- --rps 200 --releases 3")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Only failed requests are simulated");
    }

    @Test
    void faults_of_the_policy_are_shown_as_lint_shows_them() {
        assertThat(run(POLICY.replace("bake: 1m", "bake: soon"), "- --rps 100")).isEqualTo(1);

        assertThat(err.toString()).startsWith("<stdin>:4: spec.bake: 'soon' is not a duration;");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void one_of_several_policies_is_chosen_by_name() {
        String two = POLICY + "---\n" + POLICY.replace("checkout", "search");

        assertThat(run(two, "- --rps 200 --releases 2")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("sluice simulate: say which policy with --policy NAME: checkout, search\n");
        assertThat(run(two, "- --rps 200 --releases 2 --policy search")).isZero();
        assertThat(out.toString()).startsWith("policy shop/search:");
    }

    @Test
    void a_file_without_a_policy_and_one_that_is_not_there_end_with_2() {
        assertThat(run("{kind: Service}", "- --rps 100")).isEqualTo(2);
        assertThat(run("", "nowhere.yaml --rps 100")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "sluice simulate: there is no ReleasePolicy in -",
                        "sluice simulate: nowhere.yaml is not there; name a file, or - for the standard input");
    }

    @ParameterizedTest
    @CsvSource({
        "--rps 0, '--rps must be above 0 and at most 1000000, but is 0.0'",
        "--rps NaN, '--rps must be above 0 and at most 1000000, but is NaN'",
        "--releases 9, 'Missing required option: ''--rps=N'''",
        "--rps 1 --baseline-errors 0.1, '''0.1'' is no percentage; write a number and a percent sign, such as 0.1%'",
        "--rps 1 --fault 101%, '''101%'' is more than all; write at most 100%'",
        "--rps 1 --replicas 0, '--replicas must be from 1 to 10000, but is 0'",
        "--rps 1 --scrape 100ms, '--scrape must be from 1s to 5m, but is'",
        "--rps 1 --ready-after 2h, '--ready-after must be at most 1h, but is'",
        "--rps 1 --above-weight 100, '--above-weight must be from 0 to 99, but is 100'",
        "--rps 1 --at 25h, '--at must be at most 24h, but is 25h'",
        "--rps 1 --releases 0, '--releases must be from 1 to 1000000, but is 0'",
        "--rps 1 --limit 1s, '--limit must be from 1m to 168h, but is'",
        "--rps 1 --compare flagger, '''flagger'' is no rule; write it like fixed:10%/1m/threshold=5,99%'"
    })
    void an_option_out_of_range_is_refused_by_name(String options, String message) {
        assertThat(simulate(options)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_chart_is_drawn_by_the_ending_of_its_file(@TempDir Path directory) throws Exception {
        Path svg = directory.resolve("chart.svg");
        Path png = directory.resolve("chart.png");
        String options = "--rps 200 --releases 10 --fault 5% --compare " + RULE + " --plot ";

        assertThat(simulate(options + svg)).as(err.toString()).isZero();
        assertThat(simulate(options + png)).as(err.toString()).isZero();
        assertThat(Files.readString(svg)).contains(">policy<", ">fails 5%, " + RULE + "<", ">minutes<");
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(2240);
    }

    @Test
    void a_chart_that_cannot_be_drawn_is_refused_before_anything_is_simulated(@TempDir Path directory) {
        assertThat(simulate("--rps 200 --releases 10 --plot chart.gif")).isEqualTo(2);
        assertThat(err.toString()).contains("--plot must be a .svg or .png file, but is chart.gif");
        assertThat(out.toString()).isEmpty();

        assertThat(simulate("--rps 200 --releases 10 --plot " + directory.resolve("nowhere/chart.svg")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("sluice simulate: there is no directory");
        assertThat(out.toString()).isEmpty();
    }

    private JsonNode json(String options) throws IOException {
        assertThat(simulate(options + " -o json")).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    private int simulate(String options) {
        return run(POLICY, "- " + options);
    }

    private int run(String input, String arguments) {
        SimulateCommand command = new SimulateCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return new CommandLine(command)
                .registerConverter(
                        Duration.class, text -> DurationText.parse(text).orElseThrow())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(new ArrayList<>(Arrays.asList(arguments.split(" ", -1))).toArray(String[]::new));
    }
}
