import { programAlert } from '../../model/host-alerts';

test('what people write about a check is no template', () => {
  const alert = programAlert('mail', {
    kind: 'program',
    name: 'scanner',
    command: '/usr/local/libexec/scanner',
    alert: {
      when: 'above',
      limit: 1,
      lastingMinutes: 15,
      severity: 'warning',
      summary: 'Unset {{ name }} in /etc/scanner.conf',
    },
  });
  expect(alert?.summary).toBe('{{ $labels.machine }}: Unset {{ "{{" }} name }} in /etc/scanner.conf');
});
