import * as v from 'valibot'
import { RUNTIMES, WORK_KINDS } from './fit.ts'
import {
  backend,
  certainty,
  count,
  edit,
  effort,
  listOf,
  name,
  path,
  position,
  site,
  source,
  status,
  support,
  tool,
} from './schema-parts.ts'

/** What a Report looks like to other programs; report.ts says what it means. Fields that are not named here may be there. */

const sites = listOf(site)

const stale = v.object({ fact: name, ...source.entries })

const reasons = listOf(v.object({ text: name, findings: listOf(name), sources: listOf(source) }))

const target = v.object({
  platform: v.literal('metal'),
  os: v.literal('macos'),
  osVersion: v.pipe(v.string(), v.regex(/^\d+(?:\.\d+)*$/)),
  arch: v.literal('arm64'),
  python: v.pipe(v.string(), v.regex(/^\d+\.\d+$/)),
  packages: v.record(name, v.object({ version: name, from: v.picklist(['lock', 'manifest', 'assumed']) })),
})

const unread = v.object({ file: name, line: v.exactOptional(position), reason: name })

const online = v.object({
  toldBy: v.exactOptional(name),
  indexes: listOf(name),
  answered: listOf(name),
  unanswered: listOf(v.object({ name, reason: name })),
})

const workloadKind = v.picklist([
  'training',
  'fine-tuning',
  'inference',
  'serving',
  'image-generation',
  'distributed',
  'kernels',
  'data',
])

const workload = v.object({
  kind: workloadKind,
  technique: v.exactOptional(v.picklist(['from-scratch', 'full', 'lora', 'qlora', 'llm'])),
  certainty,
  sites,
})

const dependency = v.object({
  name,
  requirement: v.string(),
  version: v.exactOptional(name),
  scope: v.picklist(['runtime', 'optional', 'development', 'build']),
  sites,
  metal: support,
  cuda: support,
})

const resolution = v.object({
  by: v.exactOptional(name),
  requirements: listOf(name),
  packages: v.object({ macos: count, linux: count }),
  differences: listOf(
    v.object({
      name,
      change: v.picklist(['disappears', 'appears', 'changes-version', 'unresolved']),
      macos: v.exactOptional(name),
      linux: v.exactOptional(name),
      reasons: v.exactOptional(v.object({ macos: v.exactOptional(name), linux: v.exactOptional(name) })),
    }),
  ),
  problems: listOf(name),
})

const subject = v.variant('kind', [
  v.object({ kind: v.literal('call'), name, exception: v.exactOptional(name) }),
  v.object({
    kind: v.literal('operator'),
    name,
    torch: v.exactOptional(name),
    since: v.exactOptional(name),
  }),
  v.object({ kind: v.literal('package'), name, version: v.exactOptional(name) }),
  v.object({ kind: v.literal('setting'), name, value: v.exactOptional(v.string()) }),
  v.object({ kind: v.literal('image'), name }),
  v.object({ kind: v.literal('kernel'), name }),
  v.object({ kind: v.literal('device'), value: name }),
  v.object({ kind: v.literal('other'), name }),
])

const findingFields = v.object({
  code: v.pipe(v.string(), v.regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/)),
  platform: v.picklist(['metal', 'cuda']),
  backend: v.exactOptional(backend),
  effect: v.picklist(['blocks', 'ignores-gpu', 'falls-back', 'degrades', 'wrong-results', 'info']),
  certainty,
  reach: v.picklist(['main', 'optional', 'test', 'vendored', 'unknown']),
  library: v.exactOptional(name),
  message: name,
  subject: v.exactOptional(subject),
  sites: atLeastOne(site),
  causes: sites,
  sources: atLeastOne(source),
  fix: v.exactOptional(
    v.object({ kind: v.picklist(['automatic', 'manual']), effort: v.picklist(effort), summary: name }),
  ),
  edits: v.exactOptional(atLeastOne(edit)),
  fingerprint: name,
  known: v.exactOptional(v.literal(true)),
})

/** A program can make a fix exactly where it is told how. */
const finding = v.pipe(
  findingFields,
  v.check(
    ({ fix, edits }) => (fix?.kind === 'automatic') === (edits !== undefined),
    'a fix is automatic where it has edits, and nowhere else',
  ),
)

const setAside = v.object({
  by: v.picklist(['inline', 'settings', 'baseline', 'excluded']),
  findings: v.exactOptional(count),
  places: v.exactOptional(count),
  files: v.exactOptional(count),
})

const unneeded = v.object({
  by: v.picklist(['inline', 'settings']),
  code: name,
  path: v.exactOptional(name),
  file: v.exactOptional(path),
  line: v.exactOptional(count),
  unknown: v.exactOptional(name),
  meant: v.exactOptional(name),
})

const undecided = v.object({ places: count, of: count, unproved: v.exactOptional(count), examples: listOf(site) })

const platforms = v.object({
  cuda: v.object({ status, reasons }),
  metal: v.object({
    status,
    reasons,
    backends: v.object({ mps: status, mlx: status, jax: status, tensorflow: status, other: status }),
    edits: v.object({ automatic: count, manual: count }),
    effort: v.picklist(['none', ...effort, 'unknown']),
    chosen: v.exactOptional(v.boolean()),
    home: v.exactOptional(backend),
  }),
})

const entryPoint = v.object({
  file: path,
  line: position,
  title: v.exactOptional(name),
  workloads: listOf(workloadKind),
  metal: v.object({ status, findings: listOf(name) }),
  cuda: v.exactOptional(v.object({ status, findings: listOf(name) })),
})

const choice = v.picklist(['cuda', 'metal', 'both', 'undecided'])

/** What to choose and why; the same where a person is asked instead of a project. */
export const recommendationSchema = v.object({
  choice,
  certainty,
  reasons,
  considerations: v.exactOptional(
    listOf(
      v.object({
        id: name,
        text: name,
        leans: v.picklist(['cuda', 'metal', 'both']),
        weight: v.number(),
        strength: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
        findings: listOf(name),
        sources: atLeastOne(source),
      }),
    ),
  ),
  wouldChange: v.exactOptional(listOf(v.object({ text: name, choice }))),
})

const project = v.object({
  root: path,
  name: v.exactOptional(name),
  platforms,
  undecided,
  recommendation: recommendationSchema,
  findings: listOf(name),
})

const bytes = v.pipe(v.number(), v.minValue(0))

const modelUsed = v.object({
  name,
  id: v.exactOptional(name),
  parameters: v.exactOptional(bytes),
  needs: listOf(
    v.object({
      work: v.picklist(WORK_KINDS),
      quantization: name,
      runtime: v.picklist(RUNTIMES),
      context: count,
      bytes: v.object({ value: bytes, low: bytes, high: bytes }),
      fitsFrom: v.exactOptional(count),
    }),
  ),
  sites,
})

export const reportSchema = v.object({
  schemaVersion: v.literal(1),
  tool,
  project: v.object({ name, revision: v.exactOptional(name), repository: v.exactOptional(name) }),
  target,
  coverage: v.object({
    filesRead: count,
    bytesRead: count,
    unread: listOf(unread),
    stale: listOf(stale),
    online: v.exactOptional(online),
  }),
  workloads: listOf(workload),
  dependencies: listOf(dependency),
  resolution: v.exactOptional(resolution),
  findings: listOf(finding),
  models: v.exactOptional(listOf(modelUsed)),
  undecided: v.exactOptional(undecided),
  setAside: v.exactOptional(listOf(setAside)),
  unneeded: v.exactOptional(listOf(unneeded)),
  baseline: v.exactOptional(
    v.object({
      known: count,
      gone: count,
      sites: v.exactOptional(v.object({ known: count, new: count, gone: count })),
    }),
  ),
  platforms,
  projects: v.exactOptional(listOf(project)),
  entryPoints: v.exactOptional(listOf(entryPoint)),
  recommendation: recommendationSchema,
})

/** Evidence is a type: no finding without a place and a source. */
function atLeastOne<Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item), v.minLength(1), v.readonly())
}
