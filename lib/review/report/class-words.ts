import type { ReviewClass } from '../review-finding';

/** Headings of the classes, for people. */
export const classWords: Readonly<Record<ReviewClass, string>> = {
  'loses-data': 'Loses data',
  interrupts: 'Interrupts a service',
  'lets-in': 'Lets somebody in',
  weakens: 'Weakens a protection',
  costs: 'Costs money',
  irreversible: 'Cannot be taken back',
  watch: 'Worth a look',
  routine: 'Routine',
};
