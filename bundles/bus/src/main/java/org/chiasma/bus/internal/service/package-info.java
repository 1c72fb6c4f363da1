/**
 * Services known by their properties, without activating them.
 */
@NullMarked
package org.chiasma.bus.internal.service;

import org.jspecify.annotations.NullMarked;
