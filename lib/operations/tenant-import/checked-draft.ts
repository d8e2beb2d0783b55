import { imageArchitectures } from '../../../model/images';
import { servedNames } from '../../../model/kinds/host-claims';
import type { ServiceKinds } from '../../../model/kinds/service-kind';
import { formatPath, type PathStep } from '../../../model/problem';
import { validate } from '../../../model/schema-problems';
import { databaseFindings } from '../../../model/rules/database-rules';
import { SourceFile } from '../../../model/source-file';
import { tenantSchema } from '../../../model/tenant';
import { draftText, type DraftTextProps } from './draft-text';
import type { DraftedService } from './drafted-service';
import type { NotTakenOver } from './not-taken-over';
import type { Place } from './place';
import { stepsIn, withoutStep } from './tree-steps';
import type { TenantDraft } from './tenant-draft';

interface Fault {
  readonly service: number;
  /** Relative to the service. */
  readonly steps: readonly PathStep[];
  readonly reason: string;
  readonly remedy: string;
}

/** Most rounds: each takes something out of the draft. */
const mostRounds = 500;

/**
 * The draft without what the schema and the rules of its kind refuse, which is told instead, so that it always loads. A service
 * that cannot do without what is refused goes as a whole.
 *
 * @param kinds the kinds of the home
 */
export function checkedDraft(draft: TenantDraft, props: DraftTextProps, kinds: ServiceKinds): TenantDraft {
  let checked = draft;
  for (let round = 0; round < mostRounds && checked.services.length > 0; round++) {
    const faults = findFaults(checked, props, kinds);
    if (faults.length === 0) return checked;
    // The last first, so that the others stay where they are.
    checked = apart(faults).reduceRight(withoutFault, checked);
  }
  return checked;
}

/** The first fault of each part of a service. */
const apart = (faults: readonly Fault[]): readonly Fault[] =>
  [
    ...new Map(
      [...faults].reverse().map((fault) => [`${fault.service} ${formatPath(fault.steps.slice(0, 2))}`, fault]),
    ).values(),
  ].reverse();

function findFaults(draft: TenantDraft, props: DraftTextProps, kinds: ServiceKinds): readonly Fault[] {
  const source = new SourceFile('draft', draftText(draft, props));
  const result = validate(tenantSchema(kinds), source);
  if ('problems' in result) {
    return result.problems.map(({ path, reason, remedy }) => {
      const [, index = '0', rest = ''] = /^services\[(\d+)\]\.?(.*)$/s.exec(path) ?? [];
      const service = Number(index);
      return { service, steps: stepsIn(draft.services[service]?.values, rest), reason, remedy };
    });
  }
  const { services, hosts } = result.value;
  return services.flatMap((service, index) => {
    const around = {
      hosts: servedNames([service], hosts),
      hostsBeside: servedNames(
        services.filter((each) => each !== service),
        hosts,
      ),
      services,
      architectures: imageArchitectures,
      hasHosts: false,
    };
    const { database } = service;
    const findings = [
      ...(service.findings?.(around) ?? []),
      ...(database === undefined ? [] : databaseFindings(database, [], ['database'])),
    ];
    return findings.map(({ path, reason, remedy }): Fault => ({ service: index, steps: path, reason, remedy }));
  });
}

function withoutFault(draft: TenantDraft, { service: index, steps, reason, remedy }: Fault): TenantDraft {
  const service = draft.services[index];
  if (service === undefined) return { ...draft, services: [] };
  const left: NotTakenOver = {
    process: service.processes[0],
    at: placeFor(service, steps),
    what: steps.length === 0 ? 'the service' : formatPath(steps),
    why: reason,
    remedy,
  };
  // What was required went before, and was told.
  const told = reason === 'is missing' ? [] : [left];
  const values = steps.length === 0 ? undefined : withoutStep(service.values, steps);
  const services = draft.services.flatMap((each, at): readonly DraftedService[] =>
    at !== index ? [each] : values === undefined || !('image' in values) ? [] : [{ ...each, values }],
  );
  const lost = values === undefined ? service.values.hosts : undefined;
  const hosts = Array.isArray(lost) ? draft.hosts.filter((host) => !lost.includes(host)) : draft.hosts;
  return { ...draft, services, hosts, left: [...draft.left, ...told] };
}

/** Where the part of the input stands that a path of the draft comes from. */
function placeFor({ at, places }: DraftedService, steps: readonly PathStep[]): Place {
  const paths = steps.map((_, index) => formatPath(steps.slice(0, steps.length - index)));
  const found = paths.find((path) => places[path] !== undefined);
  return found === undefined ? at : (places[found] ?? at);
}
