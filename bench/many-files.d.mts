/** A project of so many files, as texts by path. */
export function manyFiles(count: number): Readonly<Record<string, string>>
