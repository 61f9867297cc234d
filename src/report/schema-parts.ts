/** What the schemas of several documents have in common; the types beside them say what it means. */
import * as v from 'valibot'

export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const position = v.pipe(v.number(), v.integer(), v.minValue(1))
export const name = v.pipe(v.string(), v.minLength(1))
/** POSIX and relative to the project's root, so without a drive, a leading slash or a way up. */
export const path = v.pipe(v.string(), v.regex(/^(?!\/)(?!\.\.(?:\/|$))[\s\S]+$/))

export const backend = v.picklist(['mps', 'mlx', 'jax', 'tensorflow', 'other'])
export const certainty = v.picklist(['certain', 'likely', 'possible'])
export const effort = ['minutes', 'hours', 'days'] as const
export const status = v.picklist(['runs', 'runs-degraded', 'needs-edits', 'blocked', 'unknown'])

export const site = v.object({
  file: path,
  line: position,
  column: position,
  endLine: position,
  endColumn: position,
  cell: v.exactOptional(count),
  start: v.exactOptional(count),
  end: v.exactOptional(count),
  role: v.exactOptional(v.picklist(['decision', 'use', 'guard', 'argument', 'declaration'])),
  fingerprint: v.exactOptional(name),
  known: v.exactOptional(v.literal(true)),
  excerpt: v.string(),
  focus: v.exactOptional(v.object({ start: count, end: count })),
})
export const source = v.object({
  url: name,
  seen: day,
  kind: v.picklist(['code', 'documentation', 'release-notes', 'issue', 'measurement', 'package']),
})

export const tool = v.object({ name: v.literal('acclimate'), version: name, knowledge: day })

export const support = v.object({
  status: v.picklist(['supported', 'partial', 'unsupported', 'unknown']),
  note: v.exactOptional(v.string()),
  sources: listOf(source),
})

export const edit = v.pipe(
  v.object({
    file: path,
    cell: v.exactOptional(count),
    start: count,
    end: count,
    text: v.string(),
    line: position,
    column: position,
    endLine: position,
    endColumn: position,
    group: name,
    safety: v.picklist(['safe', 'suggested']),
    why: name,
  }),
  v.check(({ start, end }) => start <= end, 'an edit ends where it starts or after that'),
)

export function listOf<Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item), v.readonly())
}
