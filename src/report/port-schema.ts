import * as v from 'valibot'
import { count, edit, effort, listOf, name, path, position, status, tool } from './schema-parts.ts'

/** What a Port looks like to other programs; port.ts says what it means. */

const ported = v.object({ before: status, after: status })

const place = { code: name, file: path, line: position }

const change = v.object({
  ...place,
  round: position,
  safety: v.picklist(['safe', 'suggested']),
  why: name,
  lowered: v.exactOptional(name),
  edits: listOf(edit),
})

const site = v.object({ file: path, line: position, cell: v.exactOptional(count), excerpt: v.string() })

const left = v.object({
  code: name,
  effect: v.picklist(['blocks', 'ignores-gpu', 'falls-back', 'degrades', 'wrong-results']),
  message: name,
  sites: listOf(site),
  fix: v.exactOptional(
    v.object({ kind: v.picklist(['automatic', 'manual']), effort: v.picklist(effort), summary: name }),
  ),
})

const suggestion = v.object({ line: position, endLine: position, text: listOf(v.string()), why: listOf(name) })

const run = v.object({ exit: name, onDevice: count, fellBack: count, events: listOf(name) })

export const portSchema = v.object({
  schemaVersion: v.literal(1),
  tool,
  project: v.object({ name, revision: v.exactOptional(name), repository: v.exactOptional(name) }),
  platforms: v.object({ metal: ported, cuda: ported }),
  findings: v.object({ before: count, answered: count, after: count }),
  rounds: count,
  changes: listOf(change),
  setAside: listOf(v.object({ ...place, reason: name })),
  first: v.exactOptional(
    v.object({
      package: v.literal('torch'),
      atLeast: name,
      version: v.exactOptional(name),
      sites: listOf(site),
    }),
  ),
  left: listOf(left),
  proof: v.object({
    machines: listOf(v.object({ machine: v.picklist(['linux-cuda', 'linux-cpu']), seen: count, same: count })),
    requirements: v.picklist(['same', 'not-shown']),
    parsed: v.object({ files: count, by: listOf(name) }),
  }),
  files: listOf(v.object({ path, diff: name, suggestions: listOf(suggestion) })),
  written: v.exactOptional(v.object({ files: listOf(path) })),
  rehearsal: v.exactOptional(
    v.object({ command: listOf(v.string()), before: run, after: run, differences: listOf(name) }),
  ),
})
