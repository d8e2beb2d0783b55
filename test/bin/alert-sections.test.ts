import { mkdirSync, writeFileSync } from 'node:fs';
import { bundledAlertSections } from '../../bin/alert-sections';
import { TemporaryHome } from '../support/temporary-home';

test('a home adds sections for alerts of its own to those of the program', () => {
  const home = new TemporaryHome();
  try {
    const program = bundledAlertSections();
    expect(program.size).toBeGreaterThan(20);
    expect(bundledAlertSections(home.folder)).toEqual(program);
    mkdirSync(home.path('docs'));
    writeFileSync(home.path('docs', 'alerts.md'), '# Alerts\n\n## Short links are slow\n\nLook at the database.\n');
    expect(bundledAlertSections(home.folder).has('short-links-are-slow')).toBe(true);
    expect([...bundledAlertSections(home.folder)]).toEqual(expect.arrayContaining([...program]));
  } finally {
    home.remove();
  }
});
