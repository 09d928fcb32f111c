import type { IndexTrigger } from '@mpkg/manifest';

/**
 * What Debian's packages have their maintainer scripts and dpkg's triggers do for caches that programs need. An index of Debian
 * has no place for triggers of ours, so they are given here, in the form that a native index has them.
 */
export const DEBIAN_TRIGGERS: readonly IndexTrigger[] = [
  {
    name: 'ldconfig',
    paths: ['usr/lib/', 'lib/', 'usr/local/lib/', 'etc/ld.so.conf.d/'],
    command: ['/sbin/ldconfig'],
  },
  {
    name: 'glib-schemas',
    paths: ['usr/share/glib-2.0/schemas/'],
    command: ['/usr/bin/glib-compile-schemas', '/usr/share/glib-2.0/schemas'],
  },
  {
    name: 'ca-certificates',
    paths: ['usr/share/ca-certificates/', 'usr/local/share/ca-certificates/'],
    command: ['/usr/sbin/update-ca-certificates'],
  },
  {
    name: 'mime-database',
    paths: ['usr/share/mime/packages/'],
    command: ['/usr/bin/update-mime-database', '/usr/share/mime'],
  },
  {
    name: 'fontconfig',
    paths: ['usr/share/fonts/', 'usr/local/share/fonts/'],
    command: ['/usr/bin/fc-cache', '-s'],
  },
];
