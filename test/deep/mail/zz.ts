import { writeFileSync } from 'node:fs';
import { MailHostUnderTest } from './mail-host';
void MailHostUnderTest.start().then(
  (host) => {
    console.log('UP', JSON.stringify({ root: host.machines.root }));
    setInterval(() => writeFileSync('/tmp/mailwork/words.log', host.machines.words()), 500);
  },
  (e) => {
    console.error(String(e));
    process.exit(1);
  },
);
