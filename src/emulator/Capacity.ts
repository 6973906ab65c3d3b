/** How many stops the service works on at a time, and how many it does now. */
export interface Capacity {
  readonly limit: number;
  readonly underWay: number;
}

/** As many at a time as somebody asks for. */
export const unlimited: Capacity = { limit: Infinity, underWay: 0 };
