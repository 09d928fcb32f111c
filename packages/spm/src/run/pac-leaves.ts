import { openPac, type Bytes } from '@mpkg/mpkg';

/** An archive, or enough of it. */
export interface ArchiveFile {
  readonly pac: string;
  /** The file may end after the index. */
  readonly isBeginning?: boolean;
}

/** The files and links of an archive, in its order; reads its head alone. @throws MpkgError for what is no pac */
export async function leavesOf({ pac, isBeginning = false }: ArchiveFile): Promise<Bytes[]> {
  await using reader = await openPac(pac, { isBeginning });
  const { index } = reader;
  const leaves: Bytes[] = [];
  for (let entry = 0; entry < index.length; entry++) {
    if (!index.isDirectory(entry)) leaves.push(index.path(entry));
  }
  return leaves;
}
