/** Releases in a row that offer a Mac the same. */
export interface Run {
  readonly files: string
  readonly versions: readonly string[]
}

export function runsOf(name: string, files: readonly string[]): readonly Run[]
