package dev.sluice.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class JudgeCommandTest {

    private static final Offset<Double> DIGITS = Offset.offset(5e-7);

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_onset_mixture_of_the_reference_comes_out_to_all_its_digits() throws IOException {
        List<JsonNode> lines = judged("50,0,450,1 50,1,450,0 50,0,450,0", "--horizon", "12");

        assertColumn(lines, "lnRollback", 5e-10, -0.296940453, 0.184319668, 0.094944709);
        assertColumn(lines, "lnAdvance", 5e-10, 0.197310849, -1.211623027, -1.134441374);
        assertThat(verdicts(lines)).containsExactly("HOLD", "HOLD", "HOLD");
    }

    @Test
    void single_cells_of_the_reference_come_out_with_all_capital_on_the_start() throws IOException {
        JsonNode small = judged("50,3,450,0", "--no-onset").get(0);
        JsonNode large = judged("500,5,4500,4", "--no-onset").get(0);

        assertThat(small.get("lnRollback").asDouble()).isCloseTo(4.762902, DIGITS);
        assertThat(small.get("lnAdvance").asDouble()).isCloseTo(-3.076620, DIGITS);
        assertThat(large.get("lnRollback").asDouble()).isCloseTo(2.303064, DIGITS);
        assertThat(large.get("lnAdvance").asDouble()).isCloseTo(-3.644169, DIGITS);
    }

    @Test
    void a_line_holds_row_both_logarithms_and_the_verdict() {
        assertThat(judge(csv("0,0,10,0"))).isZero();

        assertThat(out.toString()).isEqualTo("{\"row\":1,\"lnRollback\":0.0,\"lnAdvance\":0.0,\"verdict\":\"HOLD\"}\n");
    }

    @Test
    void a_row_without_requests_in_an_arm_moves_nothing_and_spends_no_onset_mass() throws IOException {
        List<JsonNode> lines = judged("0,0,450,9 50,0,450,1 50,9,0,0 0,0,0,0 50,1,450,0", "--horizon", "12");

        assertColumn(lines, "lnRollback", 5e-10, 0, -0.296940453, -0.296940453, -0.296940453, 0.184319668);
    }

    @Test
    void an_advance_is_held_until_the_step_has_two_rows_and_evidence_for_it_starts_again_after_it() throws IOException {
        List<JsonNode> lines = judged("2000,0,9000,0 2000,0,9000,0 0,0,9000,0 2000,0,9000,0 2000,0,9000,0");

        assertThat(verdicts(lines)).containsExactly("HOLD", "ADVANCE", "HOLD", "HOLD", "ADVANCE");
        List<Double> inFavour =
                lines.stream().map(line -> line.get("lnAdvance").asDouble()).toList();
        assertThat(inFavour.get(0)).isGreaterThan(Math.log(20));
        assertThat(inFavour.get(1)).isGreaterThan(inFavour.get(0));
        assertThat(inFavour.get(2)).isZero();
        assertThat(inFavour.get(3)).isEqualTo(inFavour.get(0));
    }

    @Test
    void a_row_without_a_comparison_holds_what_was_about_to_advance() throws IOException {
        String withoutComparison = "2000,0,9000,0 0,0,9000,0 2000,0,0,0";

        assertThat(verdicts(judged(withoutComparison))).containsExactly("HOLD", "HOLD", "HOLD");
    }

    @Test
    void errors_in_one_row_alone_roll_back_only_beyond_a_million_to_one() throws IOException {
        List<JsonNode> threeErrors = judged("50,4,450,0 50,0,450,0 50,1,450,0");
        List<JsonNode> allFail = judged("50,50,450,0");

        assertThat(threeErrors.get(0).get("lnRollback").asDouble()).isBetween(Math.log(100), Math.log(1e6));
        assertThat(verdicts(threeErrors)).containsExactly("HOLD", "HOLD", "ROLLBACK");
        assertThat(allFail.get(0).get("lnRollback").asDouble()).isGreaterThan(Math.log(1e6));
        assertThat(verdicts(allFail)).containsExactly("ROLLBACK");
    }

    @Test
    void two_errors_in_two_rows_do_not_roll_back_a_third_does() throws IOException {
        List<JsonNode> lines = judged("5,1,900,0 5,1,900,0 5,1,900,0");

        assertThat(lines.get(1).get("lnRollback").asDouble()).isGreaterThan(Math.log(100));
        assertThat(verdicts(lines)).containsExactly("HOLD", "HOLD", "ROLLBACK");
    }

    @Test
    void after_a_rollback_the_verdict_stays_and_the_values_go_on() throws IOException {
        List<JsonNode> lines = judged("50,50,450,0 9000,0,90000,0 9000,0,90000,0 9000,0,90000,0 9000,0,90000,0");

        assertThat(verdicts(lines)).containsOnly("ROLLBACK");
        assertThat(lines.get(4).get("lnRollback").asDouble()).isLessThan(Math.log(100));
        assertThat(lines.get(4).get("lnAdvance").asDouble())
                .isNotEqualTo(lines.get(3).get("lnAdvance").asDouble());
    }

    @Test
    void suspicion_holds_an_advance() throws IOException {
        String rows = "4000,0,36000,0 4,2,36,0 4000,0,36000,0 4000,0,36000,0";
        List<JsonNode> lines = judged(rows, "--harm-budget", "0.05", "--increase", "0.0000001", "--alpha", "0.0001");

        JsonNode suspicious = lines.get(1);
        assertThat(suspicious.get("lnAdvance").asDouble()).isGreaterThan(Math.log(20));
        assertThat(suspicious.get("lnRollback").asDouble()).isBetween(Math.log(10), Math.log(10_000));
        assertThat(suspicious.get("verdict").asText()).isEqualTo("HOLD");
    }

    @Test
    void the_limit_to_advance_is_the_harm_budget_over_the_next_weight_whatever_the_tolerated_increase()
            throws IOException {
        JsonNode tenth = judged("50,0,450,1", "--next-weight", "0.1").get(0);
        JsonNode tenfold = judged("50,0,450,1", "--harm-budget", "0.025").get(0);
        JsonNode tolerant = judged("50,0,450,1", "--harm-budget", "0.025", "--increase", "0.5")
                .get(0);

        assertThat(tenth.get("lnAdvance")).isEqualTo(tenfold.get("lnAdvance")).isEqualTo(tolerant.get("lnAdvance"));
        assertThat(tenth.get("lnRollback")).isNotEqualTo(tolerant.get("lnRollback"));
    }

    @Test
    void counts_as_large_as_a_double_can_tell_apart_keep_their_evidence() throws IOException {
        long most = 1L << 53;
        String row = most + ",0," + most + ",0";
        List<JsonNode> lines = judged(row + " " + row, "--no-onset");
        double b = (1.25 + 1) / (1.5 * 1.25 + 1);
        double expected = -2.0 * most * 0.001 * (1.5 * b - 1);

        assertThat(lines.get(1).get("lnRollback").asDouble()).isCloseTo(expected, Offset.offset(-expected * 1e-12));
        assertThat(verdicts(lines)).containsExactly("HOLD", "ADVANCE");
    }

    @Test
    void a_hundred_thousand_rows_are_judged_from_the_standard_input() {
        String rows = IntStream.range(0, 100_000)
                .mapToObj(i -> i + ".5,50," + (i % 1000 == 7 ? 1 : 0) + ",450,0\n")
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();

        assertThat(judge(header() + rows, "-")).isZero();
        assertThat(out.toString().lines()).hasSize(100_000);
    }

    @Test
    void line_ends_and_a_byte_order_mark_of_other_systems_are_read_over() {
        String text = "\ufeff" + csv("50,0,450,1", "50,1,450,0").replace("\n", "\r\n");
        judge(csv("50,0,450,1", "50,1,450,0"));
        String plain = out.toString();
        out.getBuffer().setLength(0);

        assertThat(judge(text)).isZero();
        assertThat(out.toString()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '"',
            value = {
                "--ratio 0.9 -> --ratio must be a number of at least 1, but is 0.9",
                "--ratio NaN -> --ratio must be a number of at least 1, but is NaN",
                "--ratio Infinity -> --ratio must be a number of at least 1, but is Infinity",
                "--ratio much -> '--ratio': 'much' is not a double",
                "--increase -0.1 -> --increase must be a number of at least 0 and below 1, but is -0.1",
                "--harm-budget 1 -> --harm-budget must be a number of at least 0 and below 1, but is 1.0",
                "--next-weight 0 -> --next-weight must be a number of above 0 and at most 1, but is 0.0",
                "--next-weight 25 -> --next-weight must be a number of above 0 and at most 1, but is 25.0",
                "--alpha 0 -> --alpha must be a number of above 0 and below 1, but is 0.0",
                "--beta 1 -> --beta must be a number of above 0 and below 1, but is 1.0",
                "--phi 0.5 -> --phi must be a number of at least 1, but is 0.5",
                "--horizon 0 -> --horizon must be a number of at least 1, but is 0.0",
                "--horizon 1.5 -> '--horizon': '1.5' is not an int",
            })
    void an_option_out_of_range_is_refused_by_name(String option, String message) {
        assertThat(judge(csv("1,0,1,0"), option.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_ends_with_2() {
        assertThat(run("", "nowhere.csv")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("sluice judge: nowhere.csv is not there; name a file, or - for the standard input\n");
    }

    @Test
    void a_directory_ends_with_2_and_so_does_no_file_at_all() {
        assertThat(run("", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("sluice judge: cannot read " + directory);
        assertThat(run("")).isEqualTo(2);
    }

    @Test
    void a_fault_after_good_rows_leaves_all_unjudged() {
        assertThat(judge(csv("50,0,450,1", "50,1,450,x"))).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains(".csv:3: stable_errors: 'x' is no count;");
    }

    private static String header() {
        return String.join(",", CounterFile.COLUMNS) + "\n";
    }

    private static String csv(String... rows) {
        StringBuilder text = new StringBuilder(header());
        for (int i = 0; i < rows.length; i++) {
            text.append(5 * i).append(',').append(rows[i]).append('\n');
        }
        return text.toString();
    }

    private List<JsonNode> judged(String rows, String... options) throws IOException {
        out.getBuffer().setLength(0);
        assertThat(judge(csv(rows.split(" ", -1)), options)).as(err.toString()).isZero();
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(mapper.readTree(line));
            }
        }
        return lines;
    }

    private static List<String> verdicts(List<JsonNode> lines) {
        return lines.stream().map(line -> line.get("verdict").asText()).toList();
    }

    private static void assertColumn(List<JsonNode> lines, String name, double within, double... expected) {
        assertThat(lines).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(lines.get(i).get("row").asInt()).isEqualTo(i + 1);
            assertThat(lines.get(i).get(name).asDouble()).isCloseTo(expected[i], Offset.offset(within));
        }
    }

    private int judge(String text, String... options) {
        if (options.length > 0 && options[options.length - 1].equals("-")) {
            return run(text, options);
        }
        try {
            List<String> arguments = new ArrayList<>(List.of(options));
            arguments.add(
                    Files.writeString(directory.resolve("counters.csv"), text).toString());
            return run("", arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int run(String input, String... arguments) {
        JudgeCommand command = new JudgeCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
