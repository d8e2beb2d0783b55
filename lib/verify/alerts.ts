import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';

const texts = z.record(z.string(), z.string()).default({});

const rulesSchema = z.looseObject({
  spec: z.looseObject({
    groups: z.array(
      z.looseObject({
        rules: z.array(
          z.looseObject({ alert: z.string().optional(), expr: z.string(), labels: texts, annotations: texts }),
        ),
      }),
    ),
  }),
});

/** An alert of Prometheus and the object it stands in. */
export interface RenderedAlert {
  readonly object: RenderedObject;
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const kinds: readonly string[] = ['monitoring.coreos.com/PrometheusRule', 'monitoring.openshift.io/AlertingRule'];

/** Every alert; a rule that only records a figure is none. */
export const alertsIn = (objects: readonly RenderedObject[]): readonly RenderedAlert[] =>
  objects
    .filter((object) => kinds.includes(qualifiedKind(object)))
    .flatMap((object) =>
      rulesSchema
        .parse(object)
        .spec.groups.flatMap(({ rules }) =>
          rules.flatMap(({ alert, expr, labels, annotations }) =>
            alert === undefined ? [] : [{ object, alert, expr, labels, annotations }],
          ),
        ),
    );
