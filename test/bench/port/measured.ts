import { auditFiles } from '../../../src/audit-files.ts'
import { withDefaults } from '../../../src/config/options.ts'
import { applyEdits } from '../../../src/edit/apply.ts'
import { planOf } from '../../../src/edit/plan.ts'
import { inMemory } from '../../../src/project/files/in-memory.ts'
import { readModule } from '../../../src/project/python/read-module.ts'
import type { Edit } from '../../../src/report/edit.ts'
import { knowledge } from '../../../src/shipped/knowledge.ts'
import { parsePython } from '../../../src/shipped/parse-python.ts'
import type { CallSeen } from '../../../src/trace/observation.ts'
import type { MachineName } from '../../../src/trace/trace.ts'
import { options, type Value } from '../../../src/trace/value.ts'
import { traceOn } from '../../evaluate/shown.ts'
import type { DecisionCase } from './decision-cases.ts'

type Files = DecisionCase['files']

/** What came of a program: where it puts things, and what is wrong with that; nothing where all is as expected. */
export interface Measured {
  readonly name: string
  readonly after: Files
  readonly safety: Edit['safety'] | undefined
  readonly wrong: readonly string[]
}

/** Makes the edits of a program and runs it on three machines in the mind, before and after. */
export async function measured({ name, files, mac, linuxWithCuda, linuxWithoutGpu }: DecisionCase): Promise<Measured> {
  const { after, edits, problems } = await edited(files)
  const again = await edited(after)
  const expected: readonly (readonly [string, Files, MachineName, string])[] = [
    ['before', files, 'mac', mac.before],
    ['before', files, 'linux-cuda', linuxWithCuda],
    ['before', files, 'linux-cpu', linuxWithoutGpu.before],
    ['after', after, 'mac', mac.after],
    ['after', after, 'linux-cuda', linuxWithCuda],
    ['after', after, 'linux-cpu', linuxWithoutGpu.after],
  ]
  const wrong = expected.flatMap(([when, own, machine, devices]) => {
    const found = devicesOn(machine, own)
    return found === devices ? [] : [`${when}, ${machine}: ${found} and not ${devices}`]
  })
  const broken = Object.entries(after).flatMap(([path, text]) => {
    return path.endsWith('.py') && !parses(path, text) ? [`${path} does not parse`] : []
  })
  return {
    name,
    after,
    safety: edits.length === 0 ? undefined : edits.some(({ safety }) => safety === 'suggested') ? 'suggested' : 'safe',
    wrong: [
      ...wrong,
      ...broken,
      ...problems,
      ...(again.edits.length > 0 ? ['a second run edits more'] : []),
      ...(mac.before === mac.after && edits.length > 0 ? ['it is edited'] : []),
    ],
  }
}

/** The files of a project with its edits made. */
async function edited(files: Files) {
  const host = { knowledge, pythonParser: () => Promise.resolve(parsePython) }
  const settled = withDefaults({ asOf: '2026-11-01' })
  const report = await auditFiles({ name: 'case' }, inMemory(files), host, settled, () => {})
  const edits = report.findings.flatMap((finding) => finding.edits ?? [])
  const { files: changed, setAside } = planOf(edits, (path) => files[path])
  const after = Object.fromEntries(changed.map(({ path, before, edits: own }) => [path, applyEdits(before, own)]))
  return {
    after: { ...files, ...after },
    edits,
    problems: setAside.map(({ group, reason }) => `${group} ${reason}`),
  }
}

function parses(path: string, text: string): boolean {
  return readModule({ path, text }, parsePython, undefined).unread.length === 0
}

/** The devices that things are put on, in the order of the code: `cuda, cpu`; `cuda/cpu` is one of two. */
function devicesOn(machine: MachineName, files: Files): string {
  const python = Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.py')))
  const calls = traceOn(machine, python, '2.9.0').observations.filter((seen) => seen.kind === 'call')
  const found = calls.filter(({ live }) => live !== 'no').flatMap(deviceOf)
  return [...new Set(found)].join(', ') || 'none'
}

/** Where a call puts something: `use(device)` stands for all that is not written out. */
function deviceOf(call: CallSeen): readonly string[] {
  const { name, positional, keywords, node } = call
  if (call.callee?.kind === 'function' && name === '.cuda') return []
  if (/^torch\.cuda\.amp\.(?:autocast|GradScaler)$/.test(name)) return ['cuda']
  if (name === '.cuda') return [positional[0] ? textOf(positional[0].value, 'cuda:') : 'cuda']
  const given = keywords.get('device') ?? keywords.get('map_location') ?? keywords.get('device_type')
  const isUse = node.callee.kind === 'name' && node.callee.id === 'use'
  const first =
    isUse || name === '.to' || /autocast$|GradScaler$|\.Generator$|set_default_device$/.test(name)
      ? positional[0]
      : undefined
  const put = given ?? first
  // A number is that of a GPU of CUDA.
  const isNumber = name === '.to' && put?.value.kind === 'constant' && typeof put.value.value === 'number'
  return put ? [textOf(put.value, isNumber ? 'cuda:' : '')] : []
}

function textOf(value: Value, prefix = ''): string {
  const texts = options(value).map((option) => {
    if (option.kind === 'constant') return `${prefix}${option.value}`
    if (option.kind === 'device') return option.name
    return option.kind === 'instance' && option.of === 'torch.cuda.current_device' ? 'cuda' : '?'
  })
  return [...new Set(texts)].toSorted().join('/')
}
