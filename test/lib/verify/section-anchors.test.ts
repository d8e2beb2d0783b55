import { sectionAnchors } from '../../../lib/verify/section-anchors';

test('a heading becomes an anchor as forges make it', () => {
  const page = '# Alerts\n\nText with # in it\n\n## `EtcdBackupTooOld`, and what’s left\n\n### A  b\n';
  expect(sectionAnchors(page)).toEqual(['alerts', 'etcdbackuptooold-and-whats-left', 'a-b']);
});
