/** A parsed cron expression, in UTC. */
interface CronSchedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Whether the schedule runs on a day. */
  readonly includes: (day: Day) => boolean;
  /** Days after which the days repeat on which the schedule runs. */
  readonly repeatsAfter: number;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of its values, beginning with the least. */
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

/** Reason and remedy if Kubernetes would refuse a cron expression or never run it; undefined if it is right. */
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
  return runDays(parseSchedule(text)).next().done === false
    ? undefined
    : { reason: 'is a day that never comes', remedy: 'choose a day that its months have' };
}

/**
 * The longest time between two runs of a cron expression, in minutes.
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
  const days = [...runDays(schedule)];
  const daysAndNextRound = [...days, schedule.repeatsAfter + (days[0] ?? 0)];
  const overnight = gaps(daysAndNextRound).map((pause) => pause * minutesOfDay - last + first);
  return Math.max(...withinDay, ...overnight);
}

const minutesOfDay = 24 * 60;

const daysInWeek = 7;

/** The days of 28 years, after which the calendar repeats itself. */
const daysInCalendar = 28 * 365 + 7;

interface Day {
  /** 1 to 12. */
  readonly month: number;
  readonly ofMonth: number;
  /** 0 is Sunday. */
  readonly ofWeek: number;
}

const firstDay = Date.UTC(2000, 0, 1);

function dayAt(index: number): Day {
  const date = new Date(firstDay + index * minutesOfDay * 60_000);
  return { month: date.getUTCMonth() + 1, ofMonth: date.getUTCDate(), ofWeek: date.getUTCDay() };
}

/** Days on which a schedule runs until they repeat, as days since 2000. */
function* runDays({ includes, repeatsAfter }: CronSchedule): Generator<number, void> {
  for (let index = 0; index < repeatsAfter; index++) if (includes(dayAt(index))) yield index;
}

const gaps = (ascending: readonly number[]): readonly number[] =>
  ascending.slice(1).map((value, index) => value - (ascending[index] ?? 0));

function parseSchedule(text: string): CronSchedule {
  const parts = text.trim().split(/\s+/);
  const [minutes = [], hours = [], daysOfMonth = [], months = [], daysOfWeek = []] = fields.map((field, index) =>
    parseValues(field, parts[index] ?? ''),
  );
  // If day of month and day of week are both limited, either is enough.
  const anyDay = [parts[2], parts[4]].some(isUnlimited);
  const everyDate = [parts[2], parts[3]].every(isUnlimited);
  const everyDay = everyDate && isUnlimited(parts[4]);
  return {
    minutes,
    hours,
    repeatsAfter: everyDay ? 1 : everyDate ? daysInWeek : daysInCalendar,
    includes: ({ month, ofMonth, ofWeek }) => {
      const [inMonth, inWeek] = [daysOfMonth.includes(ofMonth), daysOfWeek.includes(ofWeek)];
      return months.includes(month) && (anyDay ? inMonth && inWeek : inMonth || inWeek);
    },
  };
}

const isUnlimited = (part = ''): boolean => part.split(',').some((range) => /^[*?](\/0*1)?$/.test(range));

const rangePattern = /^(?:[*?]|([a-z]+|\d{1,4})(?:-([a-z]+|\d{1,4}))?)(?:\/(\d{1,4}))?$/i;

/**
 * Parses a range like `10-20/5` as robfig/cron does, see its parser.go; undefined if it refuses the range, or if its step is longer than
 * the field: every 90 minutes would be every hour.
 */
function parseRange(field: Field, text: string) {
  const match = rangePattern.exec(text);
  if (match === null) return undefined;
  const [, from, to, step] = match;
  const first = from === undefined ? field.least : parseNumber(field, from);
  // A single value with a step goes on to the end.
  const openEnd = from === undefined || (to === undefined && step !== undefined);
  const last = openEnd ? field.most : to === undefined ? first : parseNumber(field, to);
  const every = Number(step ?? 1);
  const fits =
    first >= field.least && last <= field.most && first <= last && every >= 1 && every <= field.most - field.least + 1;
  return fits ? { first, last, every } : undefined;
}

/** The number of a value or of its name; NaN for an unknown name. */
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
