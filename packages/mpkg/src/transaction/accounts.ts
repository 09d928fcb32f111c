import { MpkgError } from '../errors.ts';
import { bytesOfText, textOfBytes } from '../bytes.ts';
import { readBytes } from '../tree/look.ts';

/** Users and groups of the system that is deployed to, which may be another than the one that runs. */
export class Accounts {
  readonly #locate: (file: string) => string;
  readonly #files = new Map<string, ReadonlyMap<string, number>>();

  /** `locate` gives the absolute path of a file of that system's /etc. */
  constructor(locate: (file: string) => string) {
    this.#locate = locate;
  }

  /** @throws MpkgError `table-invalid` for a name that is not there */
  user(account: number | string): number {
    return this.#number(account, 'passwd', 'user');
  }

  /** @throws MpkgError `table-invalid` for a name that is not there */
  group(account: number | string): number {
    return this.#number(account, 'group', 'group');
  }

  #number(account: number | string, file: string, what: string): number {
    if (typeof account === 'number') return account;
    const number = account === 'root' ? 0 : this.#read(file).get(bytesOfText(account));
    if (number !== undefined) return number;
    throw new MpkgError('table-invalid', `${textOfBytes(this.#locate(file))} has no ${what} "${account}"`, {
      subject: account,
    });
  }

  #read(file: string): ReadonlyMap<string, number> {
    let accounts = this.#files.get(file);
    if (accounts === undefined) {
      const lines = (readBytes(this.#locate(file)) ?? '').split('\n').map((line) => line.split(':'));
      accounts = new Map(lines.map(([name = '', , id = '']) => [name, Number(id)]));
      this.#files.set(file, accounts);
    }
    return accounts;
  }
}
