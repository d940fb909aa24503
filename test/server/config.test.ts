import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { mistakeWords } from '../../server/faults.ts';

const given = (env: Record<string, string>, platform = 'linux') =>
  readConfig({ env, cwd: '/srv/regie', home: '/home/ana', platform });

test('LE31 without any variable it listens on 8080, keeps data in ./data and its key in the user’s configuration folder', () => {
  expect(given({})).toEqual({
    ok: true,
    config: {
      port: 8080,
      host: undefined,
      dataDir: '/srv/regie/data',
      publicUrl: new URL('http://localhost:8080'),
      isPublic: false,
      secretKeyFile: '/home/ana/.config/regie/secret.key',
    },
  });
  expect(given({ PORT: '', HOST: ' ', PUBLIC_URL: '' })).toEqual(given({}));
});

test('LE31 every variable is taken, paths from where it was started', () => {
  const env = {
    PORT: '9000',
    HOST: '127.0.0.1',
    DATA_DIR: '../donnees',
    PUBLIC_URL: 'https://regie.example.org:8443/',
    SECRET_KEY_FILE: 'cles/regie',
  };
  expect(given(env)).toMatchObject({
    config: {
      port: 9000,
      host: '127.0.0.1',
      dataDir: '/srv/donnees',
      publicUrl: new URL('https://regie.example.org:8443'),
      isPublic: true,
      secretKeyFile: '/srv/regie/cles/regie',
    },
  });
});

test.each([
  ['linux', { XDG_CONFIG_HOME: '/etc/ana' }, '/etc/ana/regie/secret.key'],
  ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/ana/.config/regie/secret.key'],
  ['darwin', {}, '/home/ana/Library/Application Support/regie/secret.key'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/regie/secret.key'],
  ['win32', {}, '/home/ana/AppData/Roaming/regie/secret.key'],
])('LE31 the key’s place follows the custom of %s', (platform, env, path) => {
  expect(given(env, platform)).toMatchObject({ config: { secretKeyFile: join(path) } });
});

test('LE32 all mistakes are reported at once, in French and in English', () => {
  const read = given({
    PORT: '80x',
    HOST: 'a b',
    PUBLIC_URL: 'regie.fr',
    DATA_DIR: '/srv/data',
    SECRET_KEY_FILE: '/srv/data/keys/secret.key',
  });
  if (read.ok) throw new Error('taken');
  expect(read.mistakes.map(({ variable }) => variable)).toEqual(['PORT', 'HOST', 'PUBLIC_URL', 'SECRET_KEY_FILE']);
  const { fr, en } = mistakeWords(read.mistakes);
  for (const words of [fr, en]) {
    expect(words.split('\n')).toHaveLength(5);
    for (const { variable } of read.mistakes) expect(words).toContain(`  ${variable} – `);
  }
  expect(fr).toContain('« 80x » n’est pas un port :');
  expect(en).toContain('"80x" is not a port');
});

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '8080.5'],
  ['PORT', '1e3'],
  ['PUBLIC_URL', 'ftp://regie.example.org'],
  ['PUBLIC_URL', 'https://regie.example.org/salle'],
  ['PUBLIC_URL', 'https://regie.example.org/?a'],
  ['PUBLIC_URL', 'https://ana:mot@regie.example.org/'],
])('LE32 %s %s is a mistake', (variable, value) => {
  const read = given({ [variable]: value });
  expect(read.ok ? [] : read.mistakes.map((mistake) => mistake.variable)).toEqual([variable]);
});
