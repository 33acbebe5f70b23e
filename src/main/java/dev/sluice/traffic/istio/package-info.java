/** Splits traffic with Istio: edits the VirtualService's HTTP routes and mirrors the host's DestinationRule. */
@NullMarked
package dev.sluice.traffic.istio;

import org.jspecify.annotations.NullMarked;
