package dev.sluice.cli.view;

import java.util.regex.Pattern;

/** Colours, where they are wanted. */
public enum Paint {
    COLOURED,
    PLAIN;

    private static final Pattern CODES = Pattern.compile("\u001b\\[[0-9;]*m");

    /** The colour of a text. */
    public enum Colour {
        BOLD(1),
        DIM(2),
        RED(31),
        GREEN(32),
        YELLOW(33),
        CYAN(36);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    public static Paint on(Terminal terminal) {
        return terminal.isColoured() ? COLOURED : PLAIN;
    }

    public String paint(Colour colour, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + colour.code + "m" + text + "\u001b[0m";
    }

    /** How many columns a text takes. */
    public static int width(String text) {
        String bare = CODES.matcher(text).replaceAll("");
        return bare.codePointCount(0, bare.length());
    }

    /** The text with blanks behind it until it takes this many columns. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** The text, cut off where it would take more columns. */
    public static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        String bare = CODES.matcher(text).replaceAll("");
        return bare.substring(0, bare.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
    }
}
