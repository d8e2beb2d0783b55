/**
 * How dangerous a change is, the most dangerous class first. `watch` is worth a look by whoever knows the subject; `routine` needs
 * none.
 */
export const reviewClasses = [
  'loses-data',
  'interrupts',
  'lets-in',
  'weakens',
  'costs',
  'irreversible',
  'watch',
  'routine',
] as const;

export type ReviewClass = (typeof reviewClasses)[number];

/** What a change is about: AWS, the cluster, or what is rendered for others to read, such as zone files. */
export type ReviewLayer = 'aws' | 'cluster' | 'elsewhere';

/** Where a finding can be seen. */
export interface ReviewPlace {
  /** The version in which it is. */
  readonly side: 'before' | 'after';
  /** Path of the rendered file, as Git has it. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Something that a change does, in the words of whoever has to decide about it. */
export interface ReviewFinding {
  /** Name of the rule that found it. */
  readonly id: string;
  readonly class: ReviewClass;
  readonly layer: ReviewLayer;
  readonly environment: string;
  /** What it happens to: one subject, or several to which the same happens. */
  readonly subjects: readonly string[];
  /** What happens, in one sentence that begins after the subject. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What would keep it safe. */
  readonly remedy: string;
  readonly places: readonly ReviewPlace[];
}

/** Orders findings by danger, and then by environment, rule and subject. */
export const byDanger = (one: ReviewFinding, other: ReviewFinding): number =>
  reviewClasses.indexOf(one.class) - reviewClasses.indexOf(other.class) ||
  one.environment.localeCompare(other.environment, 'en') ||
  one.id.localeCompare(other.id, 'en') ||
  (one.subjects[0] ?? '').localeCompare(other.subjects[0] ?? '', 'en');
