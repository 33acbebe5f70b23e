/** What the judge is measured by; see docs/explanation/judge.md for how to run it and what came out. */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
