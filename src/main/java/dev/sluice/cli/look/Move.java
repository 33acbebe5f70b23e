package dev.sluice.cli.look;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.view.Paint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person can ask for, so that nobody has to look it up at night. */
enum Move {
    RESUME("resume", "go on where it stopped"),
    PROMOTE("promote", "take the next step now, without waiting for evidence"),
    PAUSE("pause", "hold the weight where it is"),
    RETRY("retry", "bring the refused version out again"),
    ABORT("abort", "send all traffic back and refuse the new version");

    private final String command;
    private final String meaning;

    Move(String command, String meaning) {
        this.command = command;
        this.meaning = meaning;
    }

    /** The commands that would be followed now, one a line. */
    static List<String> lines(PolicyView policy, Optional<Release> newest) {
        List<Move> moves = newest.filter(release -> !PolicyView.isEnded(release))
                .map(Move::of)
                .orElse(policy.phase().equals("Refused") ? List.of(RETRY) : List.of());
        String target = policy.name() + " -n " + policy.namespace();
        int width = moves.stream()
                .mapToInt(move -> move.line(target).length())
                .max()
                .orElse(0);
        Stream<String> lines = moves.stream().map(move -> Paint.pad(move.line(target), width) + "   " + move.meaning);
        return moves.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of("you can"), lines).toList();
    }

    private String line(String target) {
        return "   sluice " + command + " " + target;
    }

    private static List<Move> of(Release release) {
        return switch (PolicyView.phase(release)) {
            case "Pending", "Starting", "Shifting", "Baking" -> List.of(PROMOTE, PAUSE, ABORT);
            case "Promoting", "Returning" -> List.of(PAUSE, ABORT);
            case "Paused" -> PolicyView.isRefused(release) ? List.of(RETRY, ABORT) : List.of(RESUME, PROMOTE, ABORT);
            default -> List.of();
        };
    }
}
