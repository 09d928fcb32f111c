/** Where a package comes from, in parentheses. The names of what is no repository, such as `(installed)`, have some. */
export function fromText(repository: string): string {
  return repository.startsWith('(') ? repository : `(${repository})`;
}
