/**
 * How often a schedule runs in four weeks, about: cron with five fields, with seconds before them as CloudNativePG has it, or as AWS writes it
 * (`cron(…)` with a year, `rate(…)`). Undefined for what is none of these.
 */
export function scheduleRuns(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
  if (count !== undefined) return (28 * (minutesOfDay / unitMinutes[unit as keyof typeof unitMinutes])) / Number(count);
  const named = names[text.trim()];
  if (named !== undefined) return named;
  const [, aws] = /^cron\((.*)\)$/.exec(text) ?? [];
  const fields = (aws ?? text)
    .trim()
    .replaceAll(weekday, (name) => String(weekdays.indexOf(name)))
    .split(/\s+/);
  if (!fields.every((field) => /^[\d*?][\d*?/,#L-]*$/.test(field))) return undefined;
  const [minute, hour, day, month, ofWeek] = aws === undefined && fields.length === 6 ? fields.slice(1) : fields;
  if (minute === undefined || hour === undefined || day === undefined || month === undefined || ofWeek === undefined)
    return undefined;
  const isAny = (field: string) => field === '*' || field === '?';
  const days = isAny(ofWeek) ? (values(day, 28) * values(month, 12)) / 12 : values(ofWeek, 7) * 4;
  return values(minute, 60) * values(hour, 24) * days;
}

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const weekday = new RegExp(weekdays.join('|'), 'g');

const minutesOfDay = 24 * 60;
const unitMinutes = { minute: 1, hour: 60, day: minutesOfDay } as const;

const names: Readonly<Record<string, number>> = {
  '@hourly': 28 * 24,
  '@daily': 28,
  '@midnight': 28,
  '@weekly': 4,
  '@monthly': 1,
  '@yearly': 1 / 12,
};

/** How many of its values a field of a cron expression takes, such as 24 of `0-23` or 4 of an hour’s minutes by `*` with a step of 15. */
function values(field: string, all: number): number {
  return field.split(',').reduce((sum, part) => {
    const [range = '', step] = part.split('/');
    const [, first, last] = /^(\d+)-(\d+)$/.exec(range) ?? [];
    const width =
      first === undefined
        ? range === '*' || range === '?' || step !== undefined
          ? all
          : 1
        : Number(last) - Number(first) + 1;
    return sum + Math.max(1, Math.floor(width / Number(step ?? 1)));
  }, 0);
}
