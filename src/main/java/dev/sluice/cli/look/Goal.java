package dev.sluice.cli.look;

import dev.sluice.core.release.Phase;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What a wait is for.
 *
 * @param phases any of these reaches it
 */
record Goal(Set<Phase> phases) {

    private static final String ENDED = "ended";
    private static final List<Phase> ENDS =
            Arrays.stream(Phase.values()).filter(Phase::isTerminal).toList();

    Goal {
        phases = Set.copyOf(phases);
    }

    /**
     * Reads such as {@code succeeded}, {@code ended}, {@code phase=Baking} or {@code paused,succeeded}.
     *
     * @throws TypeConversionException if a word is neither a phase nor {@code ended}
     */
    static Goal parse(String text) {
        Set<Phase> phases = new LinkedHashSet<>();
        for (String word : text.replace("phase=", "").split(",", -1)) {
            phases.addAll(phases(word.strip()));
        }
        return new Goal(phases);
    }

    private static List<Phase> phases(String word) {
        if (word.equalsIgnoreCase(ENDED)) {
            return ENDS;
        }
        return Arrays.stream(Phase.values())
                .filter(phase -> phase.title().equalsIgnoreCase(word))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is nothing to wait for; write "
                        + Stream.concat(Arrays.stream(Phase.values()).map(Phase::title), Stream.of(ENDED))
                                .map(title -> title.toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", or several with commas"));
    }

    boolean isReachedBy(Phase phase) {
        return phases.contains(phase);
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<Goal> {

        @Override
        public Goal convert(String text) {
            return parse(text);
        }
    }
}
