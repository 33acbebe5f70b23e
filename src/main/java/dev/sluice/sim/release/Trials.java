package dev.sluice.sim.release;

import dev.sluice.sim.release.Course.Ending;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What came of many releases of the same kind.
 *
 * @param setting the service that was released
 */
public record Trials(Setting setting, List<Course> courses) {

    private static final double MILLIS_OF_A_MINUTE = Duration.ofMinutes(1).toMillis();

    public Trials {
        courses = List.copyOf(courses);
    }

    /**
     * Runs releases, as many at a time as the machine has processors. Each has chance of its own that depends on nothing
     * but the seed and its number, so that the same seed gives the same courses.
     */
    public static Trials run(Rollout rollout, Setting setting, Version version, int releases, long seed) {
        return new Trials(
                setting,
                IntStream.range(0, releases)
                        .parallel()
                        .mapToObj(i -> rollout.run(setting, version, chance(seed, i)))
                        .toList());
    }

    private static SplittableRandom chance(long seed, int release) {
        return new SplittableRandom(seed * 1_000_003L + release).split();
    }

    /** The ratio of releases that ended this way. */
    public double share(Ending ending) {
        return (double) count(ending) / courses.size();
    }

    /** How many ended this way. */
    public long count(Ending ending) {
        return courses.stream().filter(course -> course.ending() == ending).count();
    }

    /** Minutes until those ended that ended this way. */
    public Distribution minutes(Ending ending) {
        return Distribution.of(courses.stream()
                .filter(course -> course.ending() == ending)
                .mapToDouble(course -> course.at().toMillis() / MILLIS_OF_A_MINUTE));
    }

    /** Failed requests of the new version, in each release. */
    public Distribution failed() {
        return of(Course::failed);
    }

    /** Failed requests beyond those that the stable version would have failed of as many, in each release. */
    public Distribution extraFailed() {
        return of(course -> course.failed() - course.requests() * setting.errorRate());
    }

    /** Minutes of pods beyond the Deployment's size, in each release. */
    public Distribution podMinutes() {
        return of(course -> course.podTime().toMillis() / MILLIS_OF_A_MINUTE);
    }

    private Distribution of(ToDoubleFunction<Course> value) {
        return Distribution.of(courses.stream().mapToDouble(value));
    }
}
