/**
 * From text to records: YAML with positions, and the type expressions inside it.
 *
 * <p>A file passes through three steps, each of which collects what it finds wrong and goes on where it can: {@link
 * org.rdylib.spec.syntax.YamlTree} reads YAML into located nodes and refuses what descriptors do not have (anchors,
 * aliases, tags …); {@link org.rdylib.spec.syntax.DescriptorReader} knows the keys; {@link
 * org.rdylib.spec.syntax.TypeParser} reads Rust's type syntax inside a scalar. Nothing here knows whether a name is
 * declared or a lifetime makes sense: that is {@code org.rdylib.spec.check}'s.
 *
 * <p>No input makes any of them throw. What they report is in the order of {@link
 * org.rdylib.spec.Diagnostic#ORDER}.
 */
@NullMarked
package org.rdylib.spec.syntax;

import org.jspecify.annotations.NullMarked;
