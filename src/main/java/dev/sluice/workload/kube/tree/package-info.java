/** Kubernetes objects as JSON trees: reading, comparing and patching them without losing what no model knows. */
@NullMarked
package dev.sluice.workload.kube.tree;

import org.jspecify.annotations.NullMarked;
