import type { Tree } from '@mpkg/testkit';

/** A layout that has everything. */
export const HELLO: Tree = {
  LICENSE: 'MIT',
  'bin/hello': { exec: '#!/bin/sh\necho "hello $1"\n' },
  'bin/lib/libhello.so.1': 'library',
  'cmd/hello': '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/../bin/hello" world\n',
  'cmd/hi': { link: 'hello' },
  'def/conf/hello.conf': 'greeting=hello\n',
  'def/data/hello/state': 'empty\n',
  'def/home/.hellorc': 'name=you\n',
  'def/home/.config/hello/theme': 'plain\n',
  'doc/README': 'Says hello.\n',
  'ver/version': '1.0\n',
  'ver/summary': 'Says hello\n',
  'ver/licence': 'MIT\n',
  'dep/depends': '# what it cannot do without\nlibc >=2.34 | musl\n\nsh\n',
  'dep/provides': 'greeter\n',
  'sys/link': '/usr/local/share/hello doc\n',
  'sys/path': '@home@/bin\n',
  'sys/env': 'HELLO_HOME=@home@\n',
  'sys/lib': 'bin/lib\n',
  'sys/menu/hello.desktop': '[Desktop Entry]\nType=Application\nName=Hello\nExec=@home@/cmd/hello\n',
  'sys/service/hello.service': '[Service]\nExecStart=@home@/bin/hello\n',
  'cert/hello.pem': '-----BEGIN CERTIFICATE-----\n',
};
