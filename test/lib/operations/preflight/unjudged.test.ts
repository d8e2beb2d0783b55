import { checks } from '../../../../lib/operations/preflight/preflight';
import { unjudged } from '../../../../lib/operations/preflight/unjudged';

test('whatever preflight asks is named as what files do not tell', () => {
  const [asked = ''] = unjudged;
  for (const { name } of checks) expect(asked).toContain(name.startsWith('quota of ') ? 'quotas' : name);
});
