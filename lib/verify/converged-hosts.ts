import { parse } from 'yaml';
import { z } from 'zod';
import { hostTags } from '../../constructs/hosts/host-tags';
import { exporterPort } from '../../model/formats/exporter-port';
import { objectsOfKind, resourcesOfType, type Rendered } from '../rendered';
import { alertsIn } from './alerts';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * What hosts converge to, what asks how they are, and who lets it in are of three parts that know each other by names alone: the folder
 * of the playbook, the cluster, and the security group.
 */
export const convergedHostsRule: RenderedRule = {
  id: 'converged-hosts',
  holds: 'every host that converges is measured, every check of it has an alert, and every role of it is there',
  findings: (rendered) => {
    const inventory = textIn(rendered, 'hosts/inventory.yaml');
    if (inventory === undefined) return [];
    const groups = Object.entries(inventorySchema.parse(parse(inventory)).all.children);
    return [
      ...groups.flatMap(([group, { hosts }]) => [
        ...Object.keys(hosts).flatMap((machine) => unmeasured(rendered, machine)),
        ...uncalled(rendered, group, Object.keys(hosts)),
        ...unanswered(rendered, group),
      ]),
      ...missingRoles(rendered),
    ];
  },
};

const textIn = ({ files }: Rendered, path: string): string | undefined => files.find(({ file }) => file === path)?.text;

const inventorySchema = z.looseObject({
  all: z.looseObject({ children: z.record(z.string(), z.looseObject({ hosts: z.record(z.string(), z.unknown()) })) }),
});

const probeSchema = z.looseObject({
  spec: z.looseObject({
    prober: z.looseObject({ url: z.string() }),
    targets: z.looseObject({ staticConfig: z.looseObject({ static: z.array(z.string()) }) }),
  }),
});

function unmeasured({ objects }: Rendered, machine: string): readonly RenderedFinding[] {
  const probes = objectsOfKind(objects, 'monitoring.coreos.com/Probe').map((object) => probeSchema.parse(object).spec);
  const asked = probes.filter(({ targets }) => targets.staticConfig.static.includes(machine));
  return asked.some(({ prober }) => prober.url.endsWith(`:${exporterPort}`))
    ? []
    : [
        {
          place: 'hosts/inventory.yaml',
          reason: `nothing asks for the metrics of ${machine}, so nobody hears when it stops converging`,
          remedy: `render a Probe that asks it at port ${exporterPort}`,
        },
      ];
}

const groupSchema = z.looseObject({
  SecurityGroupIngress: z
    .array(z.looseObject({ FromPort: z.number().optional(), ToPort: z.number().optional() }))
    .default([]),
  Tags: z.array(z.looseObject({ Key: z.string(), Value: z.unknown() })).default([]),
});

/** Machines of a host whose security group does not let Prometheus in. */
function uncalled({ resources }: Rendered, group: string, machines: readonly string[]): readonly RenderedFinding[] {
  const host = machines[0]?.replace(/-[a-z]$/, '');
  const own = resourcesOfType(resources, 'AWS::EC2::SecurityGroup')
    .map(({ resource }) => groupSchema.parse(resource.Properties))
    .filter(({ Tags }) => Tags.some(({ Key, Value }) => Key === hostTags.host && Value === host));
  const open = own.some(({ SecurityGroupIngress }) =>
    SecurityGroupIngress.some(({ FromPort = 0, ToPort = 65535 }) => FromPort <= exporterPort && exporterPort <= ToPort),
  );
  return open
    ? []
    : [
        {
          place: 'hosts/inventory.yaml',
          reason: `the security group of ${group} lets nobody in at port ${exporterPort}, where its metrics are`,
          remedy: 'let the cluster’s machines in there',
        },
      ];
}

const variablesSchema = z.looseObject({
  checks_asked: z.array(z.looseObject({ kind: z.string(), name: z.string() })).default([]),
});

function unanswered(rendered: Rendered, group: string): readonly RenderedFinding[] {
  const place = `hosts/group_vars/${group}.yaml`;
  const { checks_asked: asked } = variablesSchema.parse(parse(textIn(rendered, place) ?? '') ?? {});
  const expressions = alertsIn(rendered.objects).map(({ expr }) => expr);
  return asked
    .filter(({ kind, name }) => {
      const words = [`check="${kind}"`, ...(kind === 'program' ? [`name="${name}"`] : [])];
      return !expressions.some((expr) => words.every((word) => expr.includes(word)));
    })
    .map(({ kind, name }) => ({
      place,
      reason: `no alert looks at the check ${kind} ${name}`,
      remedy: 'give it one in model/data/host-checks.ts, or alert in the entry of the host',
    }));
}

const playbookSchema = z.array(z.looseObject({ roles: z.array(z.string()).default([]) }));

function missingRoles(rendered: Rendered): readonly RenderedFinding[] {
  const roles = playbookSchema.parse(parse(textIn(rendered, 'hosts/site.yaml') ?? '[]')).flatMap((play) => play.roles);
  return [...new Set(roles)]
    .filter((role) => !rendered.files.some(({ file }) => file.startsWith(`hosts/roles/${role}/tasks/main.`)))
    .map((role) => ({
      place: 'hosts/site.yaml',
      reason: `role ${role} is not in hosts/roles`,
      remedy: `copy it there: hosts have nothing but this folder`,
    }));
}
