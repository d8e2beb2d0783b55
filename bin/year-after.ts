/** The same day a year later, both like 2027-06-30; the last of February for a day that the next year does not have. */
export const yearAfter = (day: string): string =>
  `${Number(day.slice(0, 4)) + 1}-${day.slice(5).replace('02-29', '02-28')}`;
