/** What people install on Debian, alone and together: servers, desktops, languages, metapackages, names with many versions. */
export const REQUESTS: readonly (readonly string[])[] = [
  ...words(
    'nginx apache2 lighttpd tomcat10 wordpress roundcube postgresql mariadb-server redis-server bind9',
  ),
  ...words('exim4 postfix sendmail dovecot-imapd samba docker.io libvirt-daemon-system qemu-system-x86'),
  ...words(
    'gnome kde-full xfce4 lxqt-core mate-desktop-environment cinnamon-desktop-environment task-desktop',
  ),
  ...words('libreoffice firefox-esr chromium thunderbird gimp inkscape blender vlc ffmpeg emacs vim-gtk3'),
  ...words('build-essential gcc g++-12 clang default-jdk default-jre-headless maven nodejs npm ruby-rails'),
  ...words('python3-numpy python3-django jupyter-notebook r-base octave ocaml ghc rustc golang virt-manager'),
  ...words('linux-image-amd64 systemd-sysv sysvinit-core texlive-full debian-edu-config education-common'),
  ['nginx', 'apache2'],
  ['exim4-daemon-heavy', 'mutt'],
  ['gnome', 'kde-full'],
  ['postgresql', 'wordpress', 'nginx'],
  ['libreoffice', 'texlive-full', 'gimp', 'inkscape'],
  ['mail-transport-agent', 'exim4-daemon-light'],
  ['default-mta', 'mutt'],
  ['lynx', 'w3m', 'links', 'elinks', 'firefox-esr'],
];

/** What cannot be had, with the exit status that says so. */
export const REFUSALS: readonly { readonly names: readonly string[]; readonly exit: number }[] = [
  { names: ['exim4', 'postfix'], exit: 5 },
  { names: ['systemd-sysv', 'sysvinit-core'], exit: 5 },
  { names: ['gnome', 'sysvinit-core', 'systemd-sysv'], exit: 5 },
  { names: ['chrony', 'ntpsec'], exit: 5 },
  { names: ['default-mta', 'postfix'], exit: 5 },
  { names: ['parl-desktop'], exit: 5 },
  { names: ['libssl3', 'libssl3@<3.0.0'], exit: 3 },
  { names: ['mail-transport-agent'], exit: 9 },
  { names: ['x-terminal-emulator'], exit: 9 },
  { names: ['no-such-package'], exit: 3 },
];

/** On top of a system: what is installed for the first names, then the second. */
export const LAYERED: readonly { readonly on: readonly string[]; readonly names: readonly string[] }[] = [
  { on: ['postfix'], names: ['exim4'] },
  { on: ['exim4'], names: ['postfix'] },
  { on: ['gnome'], names: ['kde-full'] },
  { on: ['task-desktop'], names: ['sysvinit-core'] },
  { on: ['nginx'], names: ['apache2'] },
  { on: ['gdb'], names: ['gdb-minimal'] },
];

function words(text: string): string[][] {
  return text.split(' ').map((word) => [word]);
}
