import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { environmentsUnderTest } from '../../../support/homes-under-test';
import { loadFrom } from '../../../support/load-from';
import { readRendered } from '../../../../bin/rendered-files';
import type { DeclaredService } from '../../../../model/kinds/declared-service';
import { coverage } from '../../../../lib/operations/backup-coverage/coverage';
import { groupHoldings } from '../../../../lib/operations/backup-coverage/coverage-groups';
import { restoreAnchors } from '../../../../lib/operations/backup-coverage/holding';

describe.each(environmentsUnderTest)('what is rendered for $title', ({ home, name }) => {
  const rendered = readRendered(join(home.rendered, name));
  const holdings = coverage(rendered);

  test('leaves nothing that holds data undecided, but for what waits for facts', () => {
    const undecided = groupHoldings(holdings).undecided.flatMap((group) =>
      group.holdings.map(({ holding, problem }) => `${holding.kind} ${holding.name} ${problem}: ${group.remedy}`),
    );
    // Without classes of storage and plans nobody can tell of volumes; of kinds and types one always can.
    const telling = undecided.filter((each) => rendered.waiting.length === 0 || each.includes('nobody'));
    expect(telling).toEqual([]);
  });

  test('holds everything that tenants declare, but for those that wait', () => {
    const { environment } = loadFrom(home, name);
    const rendering = environment.tenants.filter((tenant) => !rendered.waiting.includes(`cluster/${tenant.name}`));
    const declared = rendering.flatMap((tenant) =>
      tenant.services.flatMap((service) => placesOf(service).map((place) => `${place} ${tenant.name}/${service.name}`)),
    );
    const found = (kind: string, start: string) =>
      holdings.some((holding) => holding.kind === kind && holding.name.startsWith(start));
    const missing = declared.filter((each) => {
      const [kind = '', start = ''] = each.split(' ');
      return !found(kind, start);
    });
    expect(declared.length > 2 || rendered.waiting.length > 0).toBe(true);
    expect(missing).toEqual([]);
  });
});

/** Kinds of holdings that a service declares in its own namespace. */
const placesOf = ({ database, disks = [] }: DeclaredService): readonly string[] => [
  ...(database !== undefined && !('shared' in database) ? ['database'] : []),
  ...(disks.length > 0 ? ['volume'] : []),
];

test('how each kind is restored stands in its document', () => {
  const document = readFileSync(resolve(__dirname, '../../../../docs/restore.md'), 'utf8');
  const anchors = [...document.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  expect(Object.values(restoreAnchors).filter((anchor) => !anchors.includes(anchor))).toEqual([]);
});
