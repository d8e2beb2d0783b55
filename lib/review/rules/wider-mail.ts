import type { ResourceChange } from '../changes';
import { exampleTemplate } from '../example-files';
import { mailTable, type MailRow } from '../hosts/mail-table';
import type { RenderedSnapshot } from '../rendered-snapshot';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';

/** Who gets mail of the community, and who sends in its name. */
export const widerMailRule: ReviewRule = {
  id: 'wider-mail',
  finds: 'mail that goes to somebody else, or an account that may send in more names',
  class: 'lets-in',
  why: 'Who gets the mail of an address can have passwords reset for it; what is sent in a name is taken for genuine.',
  remedy: 'Check the new address with whom it belongs to, and let an account send in the one name that it needs.',
  dangerous: {
    before: table('senders', 'news@commons.example news'),
    after: table('senders', '@commons.example news'),
  },
  harmless: {
    before: table('senders', '@commons.example news'),
    after: table('senders', 'news@commons.example news'),
  },
  findings: ({ resources, before }) => resources.flatMap((change) => mailFindings(change, before)),
};

type Judged = Pick<RuleFinding, 'class' | 'subject' | 'what'>;

function mailFindings(change: ResourceChange, snapshot: RenderedSnapshot): readonly RuleFinding[] {
  const [before, after] = [mailTable(change.before), mailTable(change.after)];
  if (before === undefined || after === undefined) return [];
  const judged =
    after.name === 'aliases' ? newGoals(before.rows, after.rows) : newSenders(before.rows, after.rows, snapshot);
  return judged.map((each) => ({ ...each, layer: 'aws', targets: targetsAt(change, change.differences) }));
}

const newGoals = (before: readonly MailRow[], after: readonly MailRow[]): readonly Judged[] => {
  const known = new Map(before);
  return after.flatMap(([address, goals]) => {
    const old = known.get(address);
    // What goes there is counted, and read by nobody.
    const added = goals.filter((goal) => old?.includes(goal) !== true && !goal.endsWith('.invalid'));
    if (added.length === 0) return [];
    const what = `goes to ${added.join(', ')}${old === undefined ? '' : `, and went to ${old.join(', ')}`}`;
    return [{ class: old === undefined ? 'watch' : 'lets-in', subject: `mail of ${address}`, what }];
  });
};

const newSenders = (
  before: readonly MailRow[],
  after: readonly MailRow[],
  snapshot: RenderedSnapshot,
): readonly Judged[] => {
  const known = new Map(before);
  const accounts = new Set(before.flatMap(([, values]) => values));
  const read = addressesRead(snapshot);
  const whose = (address: string): string | undefined =>
    known.has(address) ? known.get(address)?.join(', ') : read.get(address)?.join(', ');
  return after.flatMap(([address, values]) =>
    values
      .filter((account) =>
        // Who may send as a whole domain may send as each address of it.
        [address, address.slice(address.indexOf('@'))].every((each) => known.get(each)?.includes(account) !== true),
      )
      .map((account): Judged => ({
        // A new service sends in its own name, and not in that of somebody who has the address already.
        class: accounts.has(account) || address.startsWith('@') || whose(address) !== undefined ? 'lets-in' : 'watch',
        subject: `account ${account} of the mail host`,
        what: `may send as ${address.startsWith('@') ? `every address of ${address.slice(1)}` : address}${whose(address) === undefined ? '' : `, an address of ${whose(address) ?? ''}`}`,
      })),
  );
};

/** Addresses whose mail somebody reads, with who it goes to. */
const addressesRead = ({ resources }: RenderedSnapshot): ReadonlyMap<string, readonly string[]> =>
  new Map(
    resources
      .flatMap(({ resource }) => {
        const table = mailTable(resource);
        return table?.name === 'aliases' ? table.rows : [];
      })
      .map(([address, goals]) => [address, goals.filter((goal) => !goal.endsWith('.invalid'))] as const)
      .filter(([, goals]) => goals.length > 0),
  );

function table(name: string, row: string): ReviewRule['dangerous']['before'] {
  const Name = `/test/hosts/mx/settings/etc/postfix/commons/${name}`;
  return exampleTemplate('Table', {
    Type: 'AWS::SSM::Parameter',
    Properties: { Name, Type: 'String', Value: `${row}\n` },
  });
}
