import { mappingsOf } from '../data/walk.ts'
import { scalarsOf, type Entry, type Value } from '../data/value.ts'
import type { ContainerFact } from '../facts.ts'
import type { TextFile } from '../text-file.ts'
import { gpuScalar } from './images.ts'

/** Words in the names of runners and machine types that have a GPU. */
const GPU_RUNNER = /gpu|cuda|nvidia|(?:^|[-_.])(?:a10g?|a100|h100|l4|l40s?|t4|v100)(?:$|[-_.])/i

/** The names among `labels` that ask for a machine with a GPU; `labels` may be a scalar, a list or a mapping of either. */
export function gpuRunners(file: TextFile, labels: Value | undefined): ContainerFact[] {
  const values = labels?.kind === 'mapping' ? labels.entries.map(({ value }) => value) : [labels]
  return values
    .flatMap(scalarsOf)
    .filter(({ text }) => GPU_RUNNER.test(text))
    .map((label) => gpuScalar(file, 'runner', label))
}

/** Every entry of `root` with one of the given keys, however deep: steps stand in jobs, stages, templates and matrices. */
export function entriesNamed(root: Value, names: ReadonlySet<string>): Entry[] {
  return mappingsOf(root).flatMap(({ entries }) => entries.filter(({ key }) => names.has(key)))
}
