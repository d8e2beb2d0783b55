import { groupBy } from '../../group-by';
import type { FileChange, ResourceChange } from '../changes';
import { pathText } from '../difference';
import { mailTable } from '../hosts/mail-table';
import { personKeys } from '../hosts/person-keys';
import { tunnelPeer } from '../../tunnel-peer';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';

/** What hosts run as root. */
export const hostSettingsRule: ReviewRule = {
  id: 'host-settings',
  finds: 'what hosts run as root: another image or first boot, program, setting, playbook or role',
  class: 'watch',
  why: 'Whoever writes it has the rights and secrets of the host. Kept hosts apply roles within the hour after the merge, without a deploy.',
  remedy: 'Read the new version as a program, and try it on a host of a test environment first.',
  dangerous: { before: {}, after: role('PermitRootLogin yes') },
  harmless: { before: role('PermitRootLogin no'), after: role('PermitRootLogin no') },
  findings: ({ files, resources }) => {
    const pulled = groupBy(
      files.filter(({ file }) => file.startsWith('hosts/')),
      subjectFor,
    );
    return [
      ...resources.flatMap(hostFindings),
      ...[...pulled].map(([subject, changes]): RuleFinding => ({
        class: 'watch',
        layer: 'elsewhere',
        subject,
        what: outcome(changes),
        targets: changes.map((change) => ({ change })),
      })),
    ];
  },
};

/** Properties by which a host runs something else, by type, and what happens. */
const properties: Readonly<Record<string, readonly (readonly [field: RegExp, what: string])[]>> = {
  'AWS::EC2::LaunchTemplate': [
    [/\.UserData\b/, 'does something else at the first boot of a machine'],
    [/\.ImageId\b/, 'starts machines from another image'],
  ],
  'AWS::SSM::Parameter': [[/^Properties\.Value\b/, 'has another value for whoever reads it']],
};

/** Readers of parameters for whose values there are rules of their own. */
const judgedElsewhere = [tunnelPeer, personKeys, mailTable];

function hostFindings(change: ResourceChange): readonly RuleFinding[] {
  if (judgedElsewhere.some((read) => read(change.after) !== undefined)) return [];
  return (properties[change.type] ?? []).flatMap(([field, what]): readonly RuleFinding[] => {
    const differing = change.differences.filter(({ path }) => field.test(pathText(path)));
    if (differing.length === 0) return [];
    const targets = targetsAt(change, differing);
    return [{ class: 'watch', layer: 'aws', subject: resourceSubject(change), what, targets }];
  });
}

/** A role is changed as a whole; what is beside the roles is for all hosts, or for one group of them. */
function subjectFor({ file }: FileChange): string {
  const [, name] = /^hosts\/roles\/([^/]+)\//.exec(file) ?? [];
  return name === undefined ? `file ${file} of hosts` : `role ${name} of hosts`;
}

function outcome(changes: readonly FileChange[]): string {
  if (changes.every(({ after }) => after === undefined))
    return 'is applied no more: what it has set stays as it is, and nobody corrects it';
  return changes.every(({ before }) => before === undefined)
    ? 'is applied to hosts from now on'
    : 'changes on each host that applies it';
}

function role(text: string): ReviewRule['dangerous']['before'] {
  return { 'hosts/roles/ssh/files/sshd.conf': `${text}\n` };
}
