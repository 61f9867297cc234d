import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../config/usage-error.ts'
import { nameInDiff } from '../edit/name-in-diff.ts'
import type { Ported } from '../port/port-project.ts'
import { seriesOf } from '../port/series.ts'
import { reasonOf } from '../project/files/reason.ts'
import type { Port } from '../report/port.ts'
import { writeOutput } from './write-output.ts'

/** Where patches go. */
export interface PatchFlags {
  /** A file, or `-` for standard output. */
  readonly patch?: string
  /** A folder for a series. */
  readonly patches?: string
  /** The project's folder in its repository, with a slash at its end. */
  readonly prefix?: string
}

/** Writes the patches that are wanted. */
export function writePatches(ported: Ported, document: Port, flags: PatchFlags): void {
  const { patch, patches, prefix } = flags
  if (patch !== undefined) writeOutput(patchText(document, flags), patch === '-' ? undefined : patch)
  if (patches === undefined) return
  prepare(patches)
  for (const { name, text } of seriesOf(ported, prefix)) writeOutput(text, join(patches, name))
}

/** All changes as one patch. */
export function patchText({ files }: Port, { prefix = '' }: PatchFlags): string {
  return files.map(({ path, diff }) => prefixed(diff, path, prefix)).join('')
}

/** The heads of a diff are its first two lines. */
function prefixed(diff: string, path: string, prefix: string): string {
  if (prefix === '') return diff
  const body = diff.slice(diff.indexOf('\n@@') + 1)
  return `--- ${nameInDiff(`a/${prefix}${path}`)}\n+++ ${nameInDiff(`b/${prefix}${path}`)}\n${body}`
}

/** A folder for a series: patches of an earlier one would be taken for a part of it. */
function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    if (readdirSync(folder).some((name) => name.endsWith('.patch'))) {
      throw new UsageError(`there are patches in ${folder} already; name another folder`)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`cannot write to ${folder}: ${reasonOf(error)}`)
  }
}
