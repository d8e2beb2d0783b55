/** When something happens, in UTC. */
interface CronSchedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Whether a day is meant. */
  readonly includes: (day: Day) => boolean;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Words for its values, from the least on. */
  readonly words: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', least: 0, most: 59, words: [] },
  { name: 'hour', least: 0, most: 23, words: [] },
  { name: 'day of the month', least: 1, most: 31, words: [] },
  {
    name: 'month',
    least: 1,
    most: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of the week', least: 0, most: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** Why Kubernetes would not take a cron expression, or never act on it, and what would be right; undefined if it would. */
export function cronProblem(text: string): { readonly reason: string; readonly remedy: string } | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    return {
      reason: 'does not have the five fields minute, hour, day of the month, month and day of the week',
      remedy: 'write it like 30 3 * * 1-5, which is 03:30 UTC on working days',
    };
  }
  const wrong = fields.flatMap((field, index) => fieldProblem(field, parts[index] ?? '') ?? []);
  if (wrong.length > 0) {
    return {
      reason: wrong.map(({ name, part }) => `has ${part} for the ${name}`).join(', and '),
      remedy: wrong.map(({ name, remedy }) => `${name}: ${remedy}`).join('; '),
    };
  }
  return calendar.some(parseSchedule(text).includes)
    ? undefined
    : { reason: 'is a day that never comes', remedy: 'choose a day that its months have' };
}

/**
 * The longest time without a start, in minutes.
 *
 * @throws Error for an expression that has a problem.
 */
export function maximumPauseMinutes(text: string): number {
  const problem = cronProblem(text);
  if (problem !== undefined) throw new Error(`the schedule ${text} ${problem.reason}`);
  const schedule = parseSchedule(text);
  const times = schedule.hours.flatMap((hour) => schedule.minutes.map((minute) => hour * 60 + minute));
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  const withinDay = gaps(times);
  const overnight = gaps(runDays(schedule)).map((days) => days * minutesOfDay - last + first);
  return Math.max(...withinDay, ...overnight);
}

const minutesOfDay = 24 * 60;

interface Day {
  /** Days since 1970. */
  readonly number: number;
  /** 1 to 12. */
  readonly month: number;
  readonly ofMonth: number;
  /** 0 is Sunday. */
  readonly ofWeek: number;
}

const firstDay = Date.UTC(2000, 0, 1) / (minutesOfDay * 60_000);

/** The days of 28 years, after which the calendar repeats itself. */
const calendar: readonly Day[] = Array.from({ length: 28 * 365 + 7 }, (_, index) => {
  const number = firstDay + index;
  const date = new Date(number * minutesOfDay * 60_000);
  return { number, month: date.getUTCMonth() + 1, ofMonth: date.getUTCDate(), ofWeek: date.getUTCDay() };
});

/** Days on which something happens, as days since 1970. */
const runDays = ({ includes }: CronSchedule): readonly number[] =>
  calendar.filter(includes).map(({ number }) => number);

const gaps = (ascending: readonly number[]): readonly number[] =>
  ascending.slice(1).map((value, index) => value - (ascending[index] ?? 0));

function parseSchedule(text: string): CronSchedule {
  const parts = text.trim().split(/\s+/);
  const [minutes = [], hours = [], daysOfMonth = [], months = [], daysOfWeek = []] = fields.map((field, index) =>
    parseValues(field, parts[index] ?? ''),
  );
  // Either day is enough where both are limited.
  const anyDay = [parts[2], parts[4]].some(isUnlimited);
  return {
    minutes,
    hours,
    includes: ({ month, ofMonth, ofWeek }) => {
      const [inMonth, inWeek] = [daysOfMonth.includes(ofMonth), daysOfWeek.includes(ofWeek)];
      return months.includes(month) && (anyDay ? inMonth && inWeek : inMonth || inWeek);
    },
  };
}

const isUnlimited = (part = ''): boolean => part.split(',').some((range) => /^[*?](\/0*1)?$/.test(range));

const rangePattern = /^(?:[*?]|([a-z]+|\d{1,4})(?:-([a-z]+|\d{1,4}))?)(?:\/(\d{1,4}))?$/i;

/** What robfig/cron makes of a range like `10-20/5`, see its parser.go; undefined if it refuses it. */
function parseRange(field: Field, text: string) {
  const match = rangePattern.exec(text);
  if (match === null) return undefined;
  const [, from, to, step] = match;
  const first = from === undefined ? field.least : parseNumber(field, from);
  // A single value with a step goes on to the end.
  const openEnd = from === undefined || (to === undefined && step !== undefined);
  const last = openEnd ? field.most : to === undefined ? first : parseNumber(field, to);
  const every = Number(step ?? 1);
  const fits = first >= field.least && last <= field.most && first <= last && every >= 1;
  return fits ? { first, last, every } : undefined;
}

/** NaN for a word that stands for nothing. */
function parseNumber({ words, least }: Field, text: string): number {
  const index = words.indexOf(text.toLowerCase());
  return index < 0 ? Number(text) : index + least;
}

function parseValues(field: Field, part: string): readonly number[] {
  const ranges = part.split(',').flatMap((text) => parseRange(field, text) ?? []);
  const all = Array.from({ length: field.most - field.least + 1 }, (_, index) => field.least + index);
  return all.filter((value) =>
    ranges.some(({ first, last, every }) => value >= first && value <= last && (value - first) % every === 0),
  );
}

function fieldProblem(field: Field, part: string) {
  if (part.split(',').every((text) => parseRange(field, text) !== undefined)) return undefined;
  const { name, least, most, words } = field;
  const named = words.length === 0 ? '' : `, or ${words[0] ?? ''} to ${words.at(-1) ?? ''}`;
  return {
    name,
    part,
    remedy: `*, ${least} to ${most}${named}, a range like ${least}-${least + 3}, or a step like */2`,
  };
}
