import type { Trigger } from '../package/step.ts';

/** What makes an integration count: caches to make anew after it comes or goes. A root without the program skips it. */
export const INTEGRATION_TRIGGERS: readonly Trigger[] = [
  {
    name: 'ldconfig',
    paths: ['etc/ld.so.conf.d/'],
    command: ['/sbin/ldconfig'],
    creates: ['etc/ld.so.cache', 'var/cache/ldconfig/aux-cache'],
  },
  {
    name: 'desktop-database',
    paths: ['usr/local/share/applications/'],
    command: ['/usr/bin/update-desktop-database', '/usr/local/share/applications'],
    creates: ['usr/local/share/applications/mimeinfo.cache'],
  },
  {
    name: 'ca-certificates',
    paths: ['usr/local/share/ca-certificates/'],
    command: ['/usr/sbin/update-ca-certificates'],
  },
  {
    name: 'systemd-reload',
    paths: ['usr/local/lib/systemd/system/', 'etc/init.d/'],
    command: ['/bin/sh', '-c', '! test -d /run/systemd/system || systemctl daemon-reload'],
  },
];
