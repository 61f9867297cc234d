import type { TextFile } from '../../text-file.ts'
import type { Placed } from '../placed.ts'

/** A manifest's file and values. */
export interface Manifest {
  readonly file: TextFile
  readonly format: string
  readonly root: Placed
}
