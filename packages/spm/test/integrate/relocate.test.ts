import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { placeAt } from '../../src/integrate/place.ts';
import { relocated } from '../../src/integrate/relocate.ts';

const PLACE = placeAt('opt/musl/', ['opt/hello/cmd/hello', 'opt/hello/lib/libhello.so', 'etc/hello.conf']);

describe('what a package in a prefix asks for', () => {
  const texts: readonly (readonly [text: string, moved: string])[] = [
    ['/opt/hello', '/opt/musl/opt/hello'],
    ['/opt/hello/', '/opt/musl/opt/hello/'],
    ['/opt/hello/lib:/opt/other/lib', '/opt/musl/opt/hello/lib:/opt/other/lib'],
    ['-c /etc/hello.conf', '-c /opt/musl/etc/hello.conf'],
    ['--conf=/etc/hello.conf;', '--conf=/opt/musl/etc/hello.conf;'],
    ['It reads /etc/hello.conf.', 'It reads /opt/musl/etc/hello.conf.'],
    ['"/opt/hello/cmd/hello" \'/etc\'', '"/opt/musl/opt/hello/cmd/hello" \'/opt/musl/etc\''],
    ['ExecStart=/bin/sh -c /opt/hello/cmd/hello\n', 'ExecStart=/bin/sh -c /opt/musl/opt/hello/cmd/hello\n'],
    ['#!/bin/sh\n/opt/hello/cmd/hello\n', '#!/bin/sh\n/opt/musl/opt/hello/cmd/hello\n'],
    ['file:///opt/hello/lib', 'file:///opt/musl/opt/hello/lib'],
    ['https://example.org/opt/hello', 'https://example.org/opt/hello'],
    ['https://opt/hello', 'https://opt/hello'],
    ['/srv/opt/hello', '/srv/opt/hello'],
    ['/opt/hellos /opt/hello/data', '/opt/hellos /opt/hello/data'],
    ['$HOME/opt/hello ${HOME}/opt/hello ~/opt/hello', '$HOME/opt/hello ${HOME}/opt/hello ~/opt/hello'],
    ['opt/hello/cmd/hello', 'opt/hello/cmd/hello'],
    ['/', '/'],
    ['', ''],
  ];
  for (const [text, moved] of texts) {
    it(`has ${JSON.stringify(text)} in a text as ${JSON.stringify(moved)}`, () => {
      const { environment, menu, services } = relocated(
        { environment: { X: text }, menu: { 'x.desktop': text }, services: { x: text } },
        PLACE,
      );
      assert.deepEqual([environment, menu, services], [{ X: moved }, { 'x.desktop': moved }, { x: moved }]);
    });
  }

  it('has its commands, directories and the targets of links moved, but not the places of links', () => {
    const moved = relocated(
      {
        commands: ['opt/hello/cmd/hello'],
        path: ['/opt/hello/cmd', '/usr/games'],
        libraries: ['/opt/hello/lib', '/opt/none'],
        links: {
          'usr/share/absolute': '/opt/hello/lib',
          'usr/share/relative': '../../opt/hello/lib',
          'usr/share/foreign': '../lib/other',
          'opt/hello/inner': 'lib',
        },
        certificates: { ca: '/etc/hello.conf' },
      },
      PLACE,
    );
    assert.deepEqual(moved, {
      commands: ['opt/musl/opt/hello/cmd/hello'],
      path: ['/opt/musl/opt/hello/cmd', '/usr/games'],
      libraries: ['/opt/musl/opt/hello/lib', '/opt/none'],
      links: {
        'usr/share/absolute': '/opt/musl/opt/hello/lib',
        'usr/share/relative': '../../opt/musl/opt/hello/lib',
        'usr/share/foreign': '../lib/other',
        'opt/hello/inner': '../musl/opt/hello/lib',
      },
      certificates: { ca: '/etc/hello.conf' },
    });
  });

  it('stays as it is at the root', () => {
    const integration = { commands: ['bin/x'], environment: { X: '/bin/x' } };
    assert.equal(relocated(integration, placeAt('', ['bin/x'])), integration);
  });

  const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,3}[a-z]$/);
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  it('leads to the files that the package has, from wherever a link is', () => {
    fc.assert(
      fc.property(
        fc.array(path, { minLength: 1 }),
        path,
        path,
        fc.boolean(),
        (leaves, prefix, link, relative) => {
          const place = placeAt(`${prefix}/`, leaves);
          for (const leaf of leaves) {
            const directory = posix.dirname(`/${link}`);
            const target = relative ? posix.relative(directory, `/${leaf}`) : `/${leaf}`;
            const { links } = relocated({ links: { [link]: target } }, place);
            assert.equal(posix.resolve(directory, links?.[link] ?? ''), `/${prefix}/${leaf}`);
          }
        },
      ),
    );
  });
});
