import { le, valid } from '@renovatebot/pep440'
import type { Source } from '../report/report.ts'
import type { Knowledge } from './knowledge.ts'

/** Whether a version of PyTorch has a name of its modules for Metal, and where that was seen. */
export interface NameThere {
  readonly isThere: boolean
  /** The first release that has it, where there is one. */
  readonly since?: string
  readonly sources: readonly Source[]
}

/**
 * Whether a version of PyTorch has a name such as `torch.mps.stream`, as in the nearest release at or below it. Undefined for a
 * name of which nothing is known: one of another module, private, or of a version that the table does not reach.
 *
 * @param torchVersion - PEP 440; when absent, the newest release of the table
 */
export function nameThere(
  { metalNames: { releases, names, sources } }: Pick<Knowledge, 'metalNames'>,
  name: string,
  torchVersion: string | undefined,
): NameThere | undefined {
  const module = MODULE.exec(name)?.[1]
  if (module === undefined || !LISTED.has(module)) return undefined
  const version = torchVersion !== undefined && valid(torchVersion) !== null ? torchVersion : undefined
  const column = releases.findLastIndex((release) => version === undefined || le(release, version))
  const source = sources[column]
  if (source === undefined) return undefined
  const letters = Object.hasOwn(names, name) ? names[name] : undefined
  const since = releases[letters?.indexOf('y') ?? -1]
  return { isThere: letters?.[column] === 'y', ...(since === undefined ? {} : { since }), sources: [source] }
}

/** A public name and the module that it stands in. */
const MODULE = /^(torch(?:\.[a-z]+)+)\.[A-Za-z]\w*$/

/** The modules of which the table has all names. */
const LISTED: ReadonlySet<string> = new Set(['torch.accelerator', 'torch.backends.mps', 'torch.mps'])
