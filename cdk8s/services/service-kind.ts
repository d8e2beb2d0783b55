import type { z } from 'zod';
import { deepFreeze } from '../../model/immutable';
import { declaredService, type DeclaredService, type ServiceDeclaration } from '../../model/kinds/declared-service';
import type { NewServiceHints, ServiceKind as KindInFiles } from '../../model/kinds/service-kind';
import type { DashboardProps } from '../base/monitoring/dashboard-props';
import type { PlatformChart } from '../base/manifests/platform-chart';
import type { ServiceContext } from './service-context';

/** A declared service that can be put into a chart. */
export interface ChartedService extends DeclaredService {
  /** Loads what makes its objects: a kind that nobody declares costs nothing. */
  readonly chart: () => Promise<FillChart>;
}

/** Puts the objects of one service into its chart. */
export type FillChart = (chart: PlatformChart, context: ServiceContext) => void;

/** A kind of service. */
export interface ChartedKind extends KindInFiles<ChartedService> {
  /** Loads the page of the console on all services of the kind; without one they are on that of all services. */
  readonly dashboard?: () => Promise<DashboardProps>;
}

/** All kinds of services that a program knows, in the order in which people are told of them. */
export type ChartedKinds = readonly [ChartedKind, ...ChartedKind[]];

/** What a tenant's file says of a service: its kind, a name that has a default, hosts, and whatever the kind wants to know. */
export type ServiceSchema = z.ZodObject<{
  kind: z.ZodLiteral<string>;
  name: z.ZodDefault<z.ZodString>;
  hosts: z.ZodOptional<z.ZodArray<z.ZodString>>;
}>;

export interface ServiceKindProps<Schema extends ServiceSchema> {
  readonly schema: Schema;
  /** What it comes to. Both programs and all rules ask here, so what one makes is what the other looks for. */
  readonly declare: (service: z.output<Schema>) => ServiceDeclaration;
  /** Loads what puts a service into its chart. */
  readonly chart: () => Promise<FillServiceChart<z.output<Schema>>>;
  /** @default on the page of all services */
  readonly dashboard?: () => Promise<DashboardProps>;
  /** @default a small quota, and nothing besides what is required */
  readonly hints?: Partial<NewServiceHints>;
}

type FillServiceChart<Service> = (chart: PlatformChart, service: Service, context: ServiceContext) => void;

/**
 * A kind of service. What a file says of a service is closed over here, so that nobody else needs to know what its kind can say.
 *
 * @example
 * export const wikiKind = defineKind({
 *   schema: z.strictObject({ kind: z.literal('wiki'), name: …, hosts: … }),
 *   declare: () => ({ secrets: { typedIn: [], generated: ['salt'] }, probes: { health: '/healthz', closed: [] } }),
 *   chart: async () => (await import('./wiki-chart')).fillWikiChart,
 * });
 */
export const defineKind = <Schema extends ServiceSchema>({
  schema,
  declare,
  chart,
  dashboard,
  hints,
}: ServiceKindProps<Schema>): ChartedKind => ({
  kind: schema.shape.kind.value,
  schema: schema.transform((service): ChartedService => {
    deepFreeze(service);
    return {
      ...declaredService(service, declare(service)),
      chart: async () => {
        const fill = await chart();
        return (into, context) => fill(into, service, context);
      },
    };
  }),
  dashboard,
  hints: { quota: 'small', lines: [], ...hints },
});
