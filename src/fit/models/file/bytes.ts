/** A file of which parts are read: on a disk, in a browser, on a hub. */
export interface Bytes {
  /** As it is called where it lies, without folders. */
  readonly name: string
  readonly size: number
  /** From `start`, `length` bytes; fewer where the file ends. */
  readonly read: (start: number, length: number) => Promise<Uint8Array>
}

/** Why a file describes no model; one sentence without the file's name. */
export class FileProblem extends Error {}

/** Of all files of a model together; the headers of the largest models take a tenth of it. */
const MOST_READ = 20_000_000

/** The same files, that share what may be read of them: a header can claim any length. */
export function metered(files: readonly Bytes[]): readonly Bytes[] {
  let left = MOST_READ
  return files.map((file) => ({
    ...file,
    read: (start, length) => {
      left -= length
      if (left < 0)
        throw new FileProblem(`its headers are longer than the ${MOST_READ / 1e6} MB that are read of a model`)
      return file.read(start, length)
    },
  }))
}
