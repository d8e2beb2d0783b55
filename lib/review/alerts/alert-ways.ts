import { z } from 'zod';
import { canonical } from '../difference';
import { writtenSettings } from '../settings/inside-texts';

/** Labels of an alert by which Alertmanager sends it somewhere. */
type Labels = Readonly<Record<string, string>>;

const matchers = z.array(z.string()).default([]);
const baseRouteSchema = z.looseObject({
  receiver: z.string().optional(),
  matchers,
  match: z.record(z.string(), z.string()).default({}),
  continue: z.boolean().default(false),
  mute_time_intervals: z.array(z.string()).default([]),
  active_time_intervals: z.array(z.string()).default([]),
});
type Route = z.output<typeof baseRouteSchema> & { readonly routes: readonly Route[] };
const routeSchema: z.ZodType<Route> = baseRouteSchema.extend({
  routes: z.array(z.lazy(() => routeSchema)).default([]),
});
const receiverSchema = z.looseObject({ name: z.string() });
const settingsSchema = z.looseObject({
  route: routeSchema,
  receivers: z.array(receiverSchema).default([]),
  inhibit_rules: z.array(z.unknown()).default([]),
  global: z.looseObject({ smtp_require_tls: z.boolean().default(true) }).prefault({}),
});

/** Settings of Alertmanager. Source: prometheus/alertmanager:docs/configuration.md. */
type AlertSettings = z.output<typeof settingsSchema>;

/** Reads the settings of Alertmanager out of a text; undefined if it is none. */
export const alertSettings = (text: unknown): AlertSettings | undefined =>
  settingsSchema.safeParse(writtenSettings(text)).data;

/** What is less about how alerts reach people: each as the end of a sentence. */
export function lostAlertWays(before: AlertSettings, after: AlertSettings): readonly string[] {
  const kinds = alertKinds([before, after]);
  const lost = kinds.flatMap((labels) => {
    const now = goals(labels, after);
    const missing = [...goals(labels, before)].filter((goal) => !now.has(goal));
    return missing.map((goal) => ({ goal, alerts: kindWords(labels) }));
  });
  const rules = new Set(before.inhibit_rules.map(canonical));
  return [
    ...[...new Set(lost.map(({ goal }) => goal))].map((goal) => {
      const alerts = lost.filter((each) => each.goal === goal).map((each) => each.alerts);
      return `no longer reach ${goal}: ${alerts.join(', ')}`;
    }),
    ...(after.inhibit_rules.some((rule) => !rules.has(canonical(rule)))
      ? ['are held back by a rule more while others sound']
      : []),
    ...(before.global.smtp_require_tls && !after.global.smtp_require_tls ? ['are sent by mail without TLS'] : []),
  ];
}

/** Alerts that routes tell apart, each by its labels, and one that no route names. */
function alertKinds(settings: readonly AlertSettings[]): readonly Labels[] {
  const named = settings
    .flatMap(({ route }) => routesBelow(route))
    .flatMap((route) => conditions(route))
    .flatMap(({ label, value }) =>
      value.split('|').flatMap((each): readonly Labels[] => (/^[\w.-]+$/.test(each) ? [{ [label]: each }] : [])),
    );
  const all: readonly Labels[] = [{ severity: 'critical' }, { severity: 'warning' }, ...named];
  return [...new Map(all.map((labels) => [canonical(labels), labels] as const)).values()];
}

const routesBelow = (route: Route): readonly Route[] => [route, ...route.routes.flatMap(routesBelow)];

interface Condition {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

const conditions = ({ matchers: written, match }: Route): readonly Condition[] => [
  ...written.flatMap((text) => {
    const [, label, operator, value] = /^\s*(\w+)\s*(=~|!~|!=|=)\s*"?(.*?)"?\s*$/.exec(text) ?? [];
    return label === undefined || operator === undefined || value === undefined ? [] : [{ label, operator, value }];
  }),
  ...Object.entries(match).map(([label, value]) => ({ label, operator: '=', value })),
];

function holds({ label, operator, value }: Condition, labels: Labels): boolean {
  const has = labels[label] ?? '';
  const isSame = operator.endsWith('~') ? isMatch(value, has) : has === value;
  return operator.startsWith('!') ? !isSame : isSame;
}

/** A pattern that JavaScript cannot read matches nothing. */
function isMatch(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}

/** Where alerts with these labels are sent at all times: addresses of people, or names of receivers of another kind. */
function goals(labels: Labels, { route, receivers }: AlertSettings): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { receiver, isAlways } of receiversFor(labels, route, route.receiver)) {
    if (!isAlways) continue;
    for (const each of receivers.filter(({ name }) => name === receiver))
      for (const goal of goalsAt(each)) found.add(goal);
  }
  return found;
}

interface Reached {
  readonly receiver: string | undefined;
  /** Whether it is told at any time. */
  readonly isAlways: boolean;
}

/** The first of the routes below that takes an alert has it alone, unless it says `continue`. */
function receiversFor(labels: Labels, route: Route, inherited: string | undefined): readonly Reached[] {
  const receiver = route.receiver ?? inherited;
  const below: Reached[] = [];
  for (const each of route.routes) {
    if (!conditions(each).every((condition) => holds(condition, labels))) continue;
    below.push(...receiversFor(labels, each, receiver));
    if (!each.continue) break;
  }
  if (below.length > 0) return below;
  const isAlways = route.mute_time_intervals.length === 0 && route.active_time_intervals.length === 0;
  return [{ receiver, isAlways }];
}

const goalsAt = ({ name, ...ways }: z.output<typeof receiverSchema>): readonly string[] =>
  Object.entries(ways).flatMap(([way, list]) => {
    if (!way.endsWith('_configs') || !Array.isArray(list)) return [];
    const { data: mails = [] } = z.array(z.looseObject({ to: z.string() })).safeParse(list);
    return way === 'email_configs' ? mails.map(({ to }) => to) : [name];
  });

const kindWords = (labels: Labels): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label} ${value}`)
    .join(', ');
