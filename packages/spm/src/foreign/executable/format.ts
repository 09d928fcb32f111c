const ELF_MAGIC = '\x7fELF';
const SCRIPT_MAGIC = '#!';
/** An AppImage, type 1 or 2, marks its ELF header here (AppImage specification, section 2.1). */
const APPIMAGE_MAGIC = 'AI';
const APPIMAGE_OFFSET = 8;
const MACHINE_OFFSET = 18;
const LITTLE_ENDIAN_OFFSET = 5;

/** `e_machine` of elf(5), in the words of package architectures. */
const ARCHITECTURES: Readonly<Record<number, string>> = {
  3: 'i386',
  8: 'mips',
  20: 'powerpc',
  21: 'ppc64el',
  22: 's390x',
  40: 'armhf',
  62: 'amd64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};

/** Whether a file that begins so is made to be run: ELF, or a script that names its interpreter. */
export function isProgram(head: Uint8Array): boolean {
  return startsWith(head, ELF_MAGIC, 0) || startsWith(head, SCRIPT_MAGIC, 0);
}

export function isAppImage(head: Uint8Array): boolean {
  return startsWith(head, ELF_MAGIC, 0) && startsWith(head, APPIMAGE_MAGIC, APPIMAGE_OFFSET);
}

/** The architecture that a program is for; `all` for a script, undefined where the machine is not known. */
export function architectureOf(head: Buffer): string | undefined {
  if (!startsWith(head, ELF_MAGIC, 0)) return 'all';
  if (head.length < MACHINE_OFFSET + 2) return undefined;
  const isLittle = head[LITTLE_ENDIAN_OFFSET] === 1;
  return ARCHITECTURES[isLittle ? head.readUInt16LE(MACHINE_OFFSET) : head.readUInt16BE(MACHINE_OFFSET)];
}

function startsWith(bytes: Uint8Array, magic: string, offset: number): boolean {
  return Buffer.from(bytes.subarray(offset, offset + magic.length)).toString('latin1') === magic;
}
