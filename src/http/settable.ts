/**
 * What a fiber can do beside what its interface says.
 *
 * @module
 */
import type * as Fiber from "effect/Fiber";
import type * as FiberRef from "effect/FiberRef";
import type * as FiberRefs from "effect/FiberRefs";

/** A fiber that lets its references be set in place, as every fiber of Effect 3 does. */
export interface Settable {
  readonly setFiberRef: <A>(ref: FiberRef.FiberRef<A>, value: A) => void;
  readonly setFiberRefs: (refs: FiberRefs.FiberRefs) => void;
  /** The fibers that end with it, and are interrupted with it. */
  readonly getChildren: () => ReadonlySet<object>;
}

/** Whether it does; a later Effect may not. */
export const isSettable = <A, E>(
  fiber: Fiber.RuntimeFiber<A, E>,
): fiber is Fiber.RuntimeFiber<A, E> & Settable =>
  "setFiberRef" in fiber && "setFiberRefs" in fiber && "getChildren" in fiber;
