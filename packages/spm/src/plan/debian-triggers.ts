import type { Trigger } from '../package/step.ts';

/**
 * The caches without which programs of Debian's packages do not work, and that its packages have dpkg's triggers make. An index
 * of Debian has no place for triggers of ours, so they are given here, in the form that a native index has them.
 */
export const DEBIAN_TRIGGERS: readonly Trigger[] = [
  {
    name: 'ldconfig',
    paths: ['usr/lib/', 'lib/', 'usr/local/lib/', 'etc/ld.so.conf.d/'],
    command: ['/sbin/ldconfig'],
    creates: ['etc/ld.so.cache', 'var/cache/ldconfig/aux-cache'],
  },
  {
    name: 'glib-schemas',
    paths: ['usr/share/glib-2.0/schemas/'],
    command: ['/usr/bin/glib-compile-schemas', '/usr/share/glib-2.0/schemas'],
    creates: ['usr/share/glib-2.0/schemas/gschemas.compiled'],
  },
];
