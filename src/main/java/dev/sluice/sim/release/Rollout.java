package dev.sluice.sim.release;

import java.util.random.RandomGenerator;

/** A way to bring a version out. */
public interface Rollout {

    /** One release from its beginning to its end; all its chance comes from {@code random}. */
    Course run(Setting setting, Version version, RandomGenerator random);
}
