import type { z } from 'zod';
import { deepFreeze } from '../../model/immutable';
import { declaredService, type DeclaredService, type ServiceDeclaration } from '../../model/kinds/declared-service';
import type { ServedHost } from '../../model/kinds/served-hosts';
import type { NewServiceHints, ServiceKind as KindInFiles } from '../../model/kinds/service-kind';
import type { DashboardProps } from '../base/monitoring/dashboard-props';
import type { PlatformChart } from '../base/manifests/platform-chart';
import type { ServiceContext } from './service-context';

/** A declared service that can be put into a chart. */
export interface ChartedService extends DeclaredService {
  /** Loads the function that makes its objects; the module of a kind that no tenant declares is never loaded. */
  readonly chart: () => Promise<FillChart>;
}

/** Puts the objects of one service into its chart. */
export type FillChart = (chart: PlatformChart, context: ServiceContext) => void;

/** A kind of service whose services can be put into charts. */
export interface ChartedKind extends KindInFiles<ChartedService> {
  /**
   * Loads the dashboard of all services of the kind.
   * @default they are on the dashboard of all services
   */
  readonly dashboard?: () => Promise<DashboardProps>;
}

/** All kinds of services that a program knows, in the order in which messages list them. */
export type ChartedKinds = readonly [ChartedKind, ...ChartedKind[]];

/** Schema of a service in a tenant's file: its kind, a name with a default, hosts, and the fields of the kind. */
export type ServiceSchema = z.ZodObject<{
  kind: z.ZodLiteral<string>;
  name: z.ZodDefault<z.ZodString>;
  hosts: z.ZodOptional<z.ZodArray<z.ZodType<ServedHost>>>;
}>;

export interface ServiceKindProps<Schema extends ServiceSchema> {
  readonly schema: Schema;
  /** Derives secrets, needs and probes from the service. The CDK app, the charts and all rules use it, so that they agree. */
  readonly declare: (service: z.output<Schema>) => ServiceDeclaration;
  /** Loads the function that puts a service into its chart. */
  readonly chart: () => Promise<FillServiceChart<z.output<Schema>>>;
  /**
   * Loads the dashboard of all services of the kind.
   * @default they are on the dashboard of all services
   */
  readonly dashboard?: () => Promise<DashboardProps>;
  /**
   * What the file of a new tenant with such a service contains.
   * @default a small quota, and only the required fields
   */
  readonly hints?: Partial<NewServiceHints>;
}

type FillServiceChart<Service> = (chart: PlatformChart, service: Service, context: ServiceContext) => void;

/**
 * Defines a kind of service. Its schema returns services that keep their own declaration, so that other code does not need the
 * fields of the kind.
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
