/** What happens to a governed Deployment while no release runs. Pure. */
@NullMarked
package dev.sluice.core.custody;

import org.jspecify.annotations.NullMarked;
