import * as v from 'valibot'
import { count, listOf, name, site, source, tool } from './schema-parts.ts'

/** What a Rehearsal looks like to other programs; rehearsal.ts says what it means. */

const exit = v.object({
  code: v.exactOptional(v.pipe(v.number(), v.integer())),
  signal: v.exactOptional(name),
  reason: v.picklist(['ended', 'raised', 'timeout', 'max-steps', 'interrupted', 'killed']),
})

const seconds = v.pipe(v.number(), v.minValue(0))

const event = v.object({
  kind: v.picklist(['raised', 'fell-back', 'wrong-there', 'dtype-refused', 'left-device', 'import-refused', 'note']),
  operator: v.exactOptional(name),
  message: name,
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
  first: site,
  most: site,
  phase: v.picklist(['forward', 'backward', 'other']),
  mendedIn: v.exactOptional(name),
  code: v.exactOptional(name),
  sources: listOf(source),
})

export const rehearsalSchema = v.object({
  schemaVersion: v.literal(1),
  tool,
  target: v.object({
    torch: v.string(),
    installedTorch: v.string(),
    os: v.literal('macos'),
    osVersion: name,
    machine: v.exactOptional(name),
    pretend: v.exactOptional(v.picklist(['mps', 'cuda'])),
  }),
  command: listOf(v.string()),
  exit,
  device: v.object({
    calls: count,
    onDevice: count,
    fellBack: count,
    seconds: v.exactOptional(v.object({ device: seconds, fallback: seconds })),
  }),
  events: listOf(event),
  memory: v.exactOptional(
    v.object({ peakBytes: count, budgetBytes: v.exactOptional(count), at: v.exactOptional(site) }),
  ),
  findings: v.exactOptional(
    listOf(v.object({ fingerprint: name, outcome: v.picklist(['confirmed', 'refuted', 'not-reached']) })),
  ),
})
