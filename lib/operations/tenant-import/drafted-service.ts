import type { Place } from './place';

/** A service of the draft: values by key, and what is written beside them for people. */
export interface DraftedService {
  /** Names of its processes in the input, the main one first. */
  readonly processes: readonly string[];
  /** Where its main process stands in the input. */
  readonly at: Place;
  /** Where other parts of it stand, by path in the service like `settings.A`. */
  readonly places: Readonly<Record<string, Place>>;
  readonly values: Readonly<Record<string, unknown>>;
  /** What a person has to decide, as lines above a key. */
  readonly decisions: Readonly<Record<string, readonly string[]>>;
  /** Settings whose value the input leaves open, as text by name. */
  readonly open: Readonly<Record<string, string>>;
}
