package dev.sluice.cli.judge;

import dev.sluice.core.metric.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Recorded counters as comma-separated values, a scrape a row: increments since the row before, of both arms.
 *
 * @param cells a cell a row, which ends at its line's number; none if there are faults
 * @param faults all that is wrong, in the order of the lines
 */
record CounterFile(List<Cell> cells, List<RowFault> faults) {

    static final List<String> COLUMNS =
            List.of("t_seconds", "candidate_requests", "candidate_errors", "stable_requests", "stable_errors");

    private static final String HEADER = String.join(",", COLUMNS);
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int SHOWN = 40;

    /** Up to here every whole number is a double too, and the statistics are computed in doubles. */
    private static final long LARGEST = 1L << 53;

    private static final Pattern WHOLE = Pattern.compile("[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

    CounterFile {
        cells = List.copyOf(cells);
        faults = List.copyOf(faults);
    }

    /** Reads a whole file: every line is looked at, so that all faults show at once. */
    static CounterFile parse(String text) {
        Parser parser = new Parser();
        List<String> lines = lines(text);
        parser.header(lines.get(0));
        for (int i = 1; i < lines.size() && parser.hasHeader; i++) {
            parser.row(i + 1, lines.get(i));
        }
        if (parser.faults.isEmpty() && parser.cells.isEmpty()) {
            parser.faults.add(new RowFault(2, "", "there is no row, so there is nothing to judge"));
        }
        return new CounterFile(parser.faults.isEmpty() ? parser.cells : List.of(), parser.faults);
    }

    /** Lines without their ends, be they LF or CR LF; the last may have none. */
    private static List<String> lines(String text) {
        boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        List<String> lines = new ArrayList<>();
        for (String line : (isMarked ? text.substring(1) : text).split("\n", -1)) {
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        }
        int last = lines.size() - 1;
        if (last > 0 && lines.get(last).isEmpty()) {
            lines.remove(last);
        }
        return lines;
    }

    private static String quote(String value) {
        String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
        StringBuilder quoted = new StringBuilder("'");
        shown.chars().forEach(c -> quoted.append(c < ' ' || c == 127 ? "\\u%04x".formatted(c) : (char) c));
        return quoted.append('\'').toString();
    }

    /** One way through the lines. */
    private static final class Parser {

        private final List<Cell> cells = new ArrayList<>();
        private final List<RowFault> faults = new ArrayList<>();
        private double latest = -1;
        private int latestLine;
        private boolean hasHeader;

        void header(String line) {
            hasHeader = line.equals(HEADER);
            if (hasHeader) {
                return;
            }
            String[] names = line.split(",", -1);
            for (int i = 0; i < Math.min(names.length, COLUMNS.size()); i++) {
                if (!names[i].equals(COLUMNS.get(i))) {
                    faults.add(new RowFault(
                            1, COLUMNS.get(i), "the header has " + quote(names[i]) + " here; write " + HEADER));
                    return;
                }
            }
            faults.add(new RowFault(1, "", "the header has " + names.length + " columns; write " + HEADER));
        }

        void row(int line, String text) {
            if (text.isBlank()) {
                faults.add(new RowFault(line, "", "is blank; remove it"));
                return;
            }
            String[] values = text.split(",", -1);
            if (values.length != COLUMNS.size()) {
                String column = values.length < COLUMNS.size() ? COLUMNS.get(values.length) : "";
                String problem = column.isEmpty() ? "there are " : "is missing: there are ";
                faults.add(new RowFault(
                        line, column, problem + values.length + " values, but " + COLUMNS.size() + " columns"));
                return;
            }
            int before = faults.size();
            time(line, values[0]);
            long[] counts = new long[COLUMNS.size()];
            for (int i = 1; i < counts.length; i++) {
                counts[i] = count(line, COLUMNS.get(i), values[i]).orElse(-1);
            }
            notMoreErrors(line, counts, 1);
            notMoreErrors(line, counts, 3);
            if (faults.size() == before) {
                cells.add(new Cell(Instant.ofEpochSecond(line), "", counts[1], counts[2], counts[3], counts[4]));
            }
        }

        private void time(int line, String value) {
            double seconds = DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
            if (!Double.isFinite(seconds)) {
                faults.add(new RowFault(
                        line, COLUMNS.get(0), quote(value) + " is no time; write seconds as a number of at least 0"));
            } else if (seconds <= latest) {
                String relation = seconds == latest ? "repeats" : "is before";
                faults.add(
                        new RowFault(line, COLUMNS.get(0), value + " " + relation + " the time of line " + latestLine));
            } else {
                latest = seconds;
                latestLine = line;
            }
        }

        private OptionalLong count(int line, String column, String value) {
            if (!WHOLE.matcher(value).matches()) {
                String problem = quote(value) + " is no count; write a whole number of at least 0 in digits only";
                faults.add(new RowFault(line, column, problem));
                return OptionalLong.empty();
            }
            String digits = value.replaceFirst("^0+(?=.)", "");
            long count = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
            if (count > LARGEST) {
                faults.add(new RowFault(line, column, quote(value) + " is more than can be counted with, " + LARGEST));
                return OptionalLong.empty();
            }
            return OptionalLong.of(count);
        }

        /** Faulty counts are -1 here; they have been reported. */
        private void notMoreErrors(int line, long[] counts, int requests) {
            if (counts[requests] >= 0 && counts[requests + 1] > counts[requests]) {
                faults.add(new RowFault(
                        line,
                        COLUMNS.get(requests + 1),
                        "%d errors of %d requests are impossible".formatted(counts[requests + 1], counts[requests])));
            }
        }
    }
}
