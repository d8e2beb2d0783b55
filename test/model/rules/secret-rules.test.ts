import { minimalTenant, report } from '../../support/environment-folder';

/** A tenant with lines more about its web application, from line 9 of the file on. */
const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;
const said = (...lines: readonly string[]) => report({ 'tenants/site.yaml': web(...lines) });

const pair = '{ keyPair: vapid, private: PUSH_KEY, public: PUSH_SHOWN }';
const rename = 'give the variable another name';
const inAddress = 'puts $(SEAL) into an address, where +, / and = of base64 have another meaning';
const otherForm = 'give the secret another form, like { hex: 64 }, or let the application compose the address';

test.each([
  [
    'every form',
    'secrets: [{ generated: A, form: { hex: 32 } }, { generated: B, form: { base64: 16 } }, { generated: C, form: { characters: 22 } }, { generated: D, form: uuid }]',
  ],
  ['a later generation', 'secrets: [{ generated: A, generation: 2 }]'],
  ['a key pair', `secrets: [${pair}]`],
  ['any name that Kubernetes takes', 'secrets: [mail.password, -x, { generated: _a-b.c }]'],
  [
    'a setting of such a name, and a reference to it',
    "settings: { spring.url: 'https://a.example', URL: $(spring.url)/b }",
  ],
  [
    'a key of digits in an address',
    "settings: { URL: 'https://a:$(A)@b.example' }",
    'secrets: [{ generated: A, form: { hex: 32 } }]',
  ],
  [
    'base64 beside an address',
    "settings: { ALL: 'https://a.example $(SEAL)' }",
    'secrets: [{ generated: SEAL, form: { base64: 32 } }]',
  ],
])('%s is taken', (_, ...lines) => {
  expect(said(...lines)).toEqual([]);
});

test.each<[string, readonly string[], readonly string[]]>([
  [
    'a name of two keys',
    [`secrets: [PUSH_KEY, ${pair}]`],
    ['9:52 services[0].secrets[1].private: repeats secrets[0]', 'name each once'],
  ],
  [
    'one name for both keys',
    ['secrets: [{ keyPair: ed25519, private: KEY, public: KEY }]'],
    ['9:57 services[0].secrets[0].public: repeats secrets[0].private', 'name each once'],
  ],
  [
    'a key that is a setting too',
    ['settings: { PUSH_SHOWN: x }', `secrets: [${pair}]`],
    ['10:60 services[0].secrets[0].public: PUSH_SHOWN is a setting too', 'keep it in one of the two lists'],
  ],
  [
    'the name of a secret of the platform',
    ['secrets: [{ generated: database-password }]'],
    ['9:15 services[0].secrets[0]: database-password is the name of a secret of the platform', rename],
  ],
  [
    'the name of a later generation',
    ['secrets: [{ generated: SALT, generation: 3 }, SALT-3]'],
    ['9:51 services[0].secrets[1]: SALT-3 is the name of a later generation of another secret', rename],
  ],
  [
    'base64 in an address',
    ["settings: { URL: 'https://a:$(SEAL)@b.example/' }", 'secrets: [{ generated: SEAL, form: { base64: 32 } }]'],
    [`9:22 services[0].settings.URL: ${inAddress}`, otherForm],
  ],
  [
    'base64 in an address of a file, by way of a setting',
    [
      'settings: { LOGIN: a:$(SEAL) }',
      "files: { /app.ini: 'url = redis://$(LOGIN)@b.example' }",
      'secrets: [{ generated: SEAL, form: { base64: 32 } }]',
    ],
    [`10:24 services[0].files./app.ini: ${inAddress.replace('SEAL', 'LOGIN')}`, otherForm],
  ],
  [
    'base64 in an address of a command',
    ["command: [run, 'redis://:$(SEAL)@b.example']", 'secrets: [{ generated: SEAL, form: { base64: 32 } }]'],
    [`9:20 services[0].command[1]: ${inAddress}`, otherForm],
  ],
  [
    'too few digits',
    ['secrets: [{ generated: A, form: { hex: 30 } }]'],
    ['9:44 services[0].secrets[0].form.hex: has less than 128 random bits', 'write 32 or more'],
  ],
  [
    'half a byte',
    ['secrets: [{ generated: A, form: { hex: 33 } }]'],
    [
      '9:44 services[0].secrets[0].form.hex: is no number of whole bytes',
      'write an even number: two digits are a byte',
    ],
  ],
  [
    'too few bytes',
    ['secrets: [{ generated: A, form: { base64: 15 } }]'],
    ['9:47 services[0].secrets[0].form.base64: has less than 128 random bits', 'write 16 or more'],
  ],
  [
    'two dots at the beginning of a name',
    ['secrets: [..a]'],
    [
      '9:15 services[0].secrets[0]: is not the name of an environment variable',
      'use letters, digits, _, - and ., without a digit or two dots at its beginning',
    ],
  ],
  [
    'a misspelt reference to a name with a dot, in a file',
    ['settings: { mail.host: a }', "files: { /a.sh: 'echo $(get-key) $(mail.hots)' }"],
    [
      '10:21 services[0].files./a.sh: refers to $(mail.hots), which is not a variable of this service',
      'did you mean $(mail.host)? For the text itself write $$(mail.hots), with two dollars',
    ],
  ],
])('%s is refused', (_, lines, [at = '', remedy]) => {
  expect(said(...lines)).toEqual([`tenants/site.yaml:${at}`, remedy]);
});
