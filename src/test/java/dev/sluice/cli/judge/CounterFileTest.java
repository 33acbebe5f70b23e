package dev.sluice.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CounterFileTest {

    private static final String HEADER = "t_seconds,candidate_requests,candidate_errors,stable_requests,stable_errors";
    private static final String NO_COUNT = " is no count; write a whole number of at least 0 in digits only";
    private static final String NO_TIME = " is no time; write seconds as a number of at least 0";

    @ParameterizedTest
    @MethodSource("faultyRows")
    void a_faulty_row_is_named_by_line_column_and_reason(String row, String fault) {
        CounterFile file = CounterFile.parse(HEADER + "\n10,5,1,5,1\n" + row + "\n");

        assertThat(file.faults()).extracting(f -> f.in("f")).containsExactly("f:3: " + fault);
        assertThat(file.cells()).isEmpty();
    }

    static Stream<Arguments> faultyRows() {
        return Stream.of(
                row("15,NaN,0,5,0", "candidate_requests: 'NaN'" + NO_COUNT),
                row("15,5,0,Infinity,0", "stable_requests: 'Infinity'" + NO_COUNT),
                row("15,5,0,+Inf,0", "stable_requests: '+Inf'" + NO_COUNT),
                row("15,5,-Inf,5,0", "candidate_errors: '-Inf'" + NO_COUNT),
                row("15,5,0,5,-1", "stable_errors: '-1'" + NO_COUNT),
                row("15,5,-0,5,1", "candidate_errors: '-0'" + NO_COUNT),
                row("15,5.5,0,5,0", "candidate_requests: '5.5'" + NO_COUNT),
                row("15,5.0,0,5,0", "candidate_requests: '5.0'" + NO_COUNT),
                row("15,1e3,0,5,0", "candidate_requests: '1e3'" + NO_COUNT),
                row("15,0x5,0,5,0", "candidate_requests: '0x5'" + NO_COUNT),
                row("15,\u0665,0,5,0", "candidate_requests: '\u0665'" + NO_COUNT),
                row("15,,0,5,0", "candidate_requests: ''" + NO_COUNT),
                row("15, 5,0,5,0", "candidate_requests: ' 5'" + NO_COUNT),
                row("15,\"5\",0,5,0", "candidate_requests: '\"5\"'" + NO_COUNT),
                row("15,5,0,5,0\t", "stable_errors: '0\\u0009'" + NO_COUNT),
                row("15,5,0,5,0\r\r", "stable_errors: '0\\u000d'" + NO_COUNT),
                row("15," + "9".repeat(60) + "x,0,5,0", "candidate_requests: '" + "9".repeat(40) + "…'" + NO_COUNT),
                row("15,5,6,5,0", "candidate_errors: 6 errors of 5 requests are impossible"),
                row("15,5,0,0,1", "stable_errors: 1 errors of 0 requests are impossible"),
                row("15,9007199254740993,0,5,0", beyond("9007199254740993")),
                row("15,123456789012345678901,0,5,0", beyond("123456789012345678901")),
                row("NaN,5,0,5,0", "t_seconds: 'NaN'" + NO_TIME),
                row("-15,5,0,5,0", "t_seconds: '-15'" + NO_TIME),
                row("1e999,5,0,5,0", "t_seconds: '1e999'" + NO_TIME),
                row("2026-11-26T06:00:00Z,5,0,5,0", "t_seconds: '2026-11-26T06:00:00Z'" + NO_TIME),
                row("10,5,0,5,0", "t_seconds: 10 repeats the time of line 2"),
                row("10.0,5,0,5,0", "t_seconds: 10.0 repeats the time of line 2"),
                row("9.75,5,0,5,0", "t_seconds: 9.75 is before the time of line 2"),
                row("15,5,0,5", "stable_errors: is missing: there are 4 values, but 5 columns"),
                row("15", "candidate_requests: is missing: there are 1 values, but 5 columns"),
                row("15,5,0,5,0,", "there are 6 values, but 5 columns"),
                row("", "is blank; remove it"),
                row("  ", "is blank; remove it"));
    }

    private static String beyond(String value) {
        return "candidate_requests: '" + value + "' is more than can be counted with, 9007199254740992";
    }

    private static Arguments row(String row, String fault) {
        return Arguments.of(row, fault);
    }

    @ParameterizedTest
    @MethodSource("faultyHeaders")
    void a_wrong_header_is_the_only_fault_that_is_told(String header, String fault) {
        CounterFile file = CounterFile.parse(header + "\nx,y\n");

        assertThat(file.faults()).extracting(f -> f.in("f")).containsExactly("f:1: " + fault + "; write " + HEADER);
    }

    static Stream<Arguments> faultyHeaders() {
        return Stream.of(
                row("10,5,1,5,1", "t_seconds: the header has '10' here"),
                row("", "t_seconds: the header has '' here"),
                row("t_seconds,stable_requests,b,c,d", "candidate_requests: the header has 'stable_requests' here"),
                row(
                        HEADER.replace("stable_errors", "\"stable_errors\""),
                        "stable_errors: the header has '\"stable_errors\"' here"),
                row("t_seconds,candidate_requests", "the header has 2 columns"),
                row(HEADER + ",slow", "the header has 6 columns"));
    }

    @Test
    void an_empty_file_and_one_without_rows_are_faults() {
        assertThat(CounterFile.parse("").faults())
                .containsExactly(new RowFault(1, "t_seconds", "the header has '' here; write " + HEADER));
        assertThat(CounterFile.parse(HEADER + "\n").faults())
                .containsExactly(new RowFault(2, "", "there is no row, so there is nothing to judge"));
    }

    @Test
    void all_faults_of_a_file_are_told_and_time_goes_on_from_the_last_good_one() {
        CounterFile file = CounterFile.parse(HEADER + "\n10,5,9,x,1\nsoon,5,0,5,0\n9,5,0,5,0\n20,5,0,5,0\n");

        assertThat(file.faults().stream().map(fault -> fault.line() + " " + fault.column()))
                .containsExactly("2 stable_requests", "2 candidate_errors", "3 t_seconds", "4 t_seconds");
    }

    @Test
    void times_may_be_fractions_and_a_last_line_may_lack_its_end() {
        CounterFile file =
                CounterFile.parse(HEADER + "\n1764136800.123,5,1,00,0\n1.764136805123e9,9007199254740992,0,5,0");

        assertThat(file.faults()).isEmpty();
        assertThat(file.cells().stream().map(cell -> cell.candidateRequests()).toList())
                .isEqualTo(List.of(5L, 1L << 53));
    }
}
