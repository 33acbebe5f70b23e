/** Commands that ask something of Sluice or of a Deployment. */
@NullMarked
package dev.sluice.cli.act;

import org.jspecify.annotations.NullMarked;
