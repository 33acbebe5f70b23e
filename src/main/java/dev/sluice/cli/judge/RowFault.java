package dev.sluice.cli.judge;

/**
 * What is wrong with a file of counters.
 *
 * @param line counted from 1, the header included
 * @param column its name; empty where the whole line is meant
 */
record RowFault(int line, String column, String problem) {

    /** The fault as the commands show faults of files: FILE:LINE: COLUMN: what is wrong. */
    String in(String file) {
        return file + ":" + line + ": " + (column.isEmpty() ? "" : column + ": ") + problem;
    }
}
