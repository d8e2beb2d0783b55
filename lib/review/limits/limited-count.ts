/** Something of which AWS takes only so much. */
export interface LimitedCount {
  /** Tells counts apart: what is counted, where. */
  readonly key: string;
  readonly subject: string;
  /** Resource or template that it is about: `<stack> <logical id>`, or the path of the template. */
  readonly place: string;
  readonly count: number;
  readonly limit: number;
  /** What is counted, like `resources`. */
  readonly unit: string;
}
