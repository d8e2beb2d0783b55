import { preflightChecks } from '../../../../lib/operations/preflight/preflight';
import { uncheckedNotices } from '../../../../lib/operations/preflight/unchecked-notices';

test('whatever preflight asks is named as what files do not tell', () => {
  const [asked = ''] = uncheckedNotices;
  for (const { name } of preflightChecks) expect(asked).toContain(name.startsWith('quota of ') ? 'quotas' : name);
});
