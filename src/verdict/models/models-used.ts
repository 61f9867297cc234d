import { bySite } from '../../audit/finding/finding.ts'
import { fitModel } from '../../fit/fit-model.ts'
import { machineOf } from '../../fit/machines/machine-of.ts'
import { gpuBudget } from '../../fit/memory/budget.ts'
import { modelMeant, type NamedModel } from '../../fit/models/model-named.ts'
import { type WorkAsked, workOf } from '../../fit/question.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { WorkKind } from '../../report/fit.ts'
import type { ModelNeed, ModelUsed } from '../../report/models.ts'
import type { Site, Workload } from '../../report/report.ts'
import type { NameSeen } from './names-seen.ts'

/** Models that are told of one project: one with more is a catalogue of them. */
const MOST = 12
/** Places that are shown of each. */
const MOST_SITES = 3
/** A name of a repository: who keeps it, and what it is called. */
const REPOSITORY = /^[\w.-]{1,100}\/[\w.-]{1,100}$/
const FILE = /([^/\\]+)\.gguf$/i
/** A name without an owner: words, sizes, versions, nothing that only paths have. */
const PLAIN = /^[a-z][\w. -]{1,98}$/i

type Known = Pick<Knowledge, 'models' | 'machines' | 'rates'>

/** The models of a project, and what they need: those that are known by the names that the code has, the others by name alone. */
export function modelsUsed(
  names: readonly NameSeen[],
  workloads: readonly Workload[],
  known: Known,
): readonly ModelUsed[] {
  const groups = new Map<string, Identified[]>()
  for (const one of names.flatMap((seen) => identified(seen, known)))
    groups.set(one.key, [...(groups.get(one.key) ?? []), one])
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      const sites = group.map(({ seen }) => seen.site).toSorted(bySite)
      return [{ ...used(first, workloads, known), sites: distinct(sites).slice(0, MOST_SITES) }]
    })
    .toSorted((one, other) => (other.parameters ?? 0) - (one.parameters ?? 0) || (one.name < other.name ? -1 : 1))
    .slice(0, MOST)
}

interface Identified {
  readonly key: string
  readonly seen: NameSeen
  readonly named?: NamedModel
}

/** What a name stands for; nothing where it is a path, or a word that may be anything. */
function identified(seen: NameSeen, { models }: Known): readonly Identified[] {
  const file = FILE.exec(seen.name)?.[1]
  const isRepository =
    REPOSITORY.test(seen.name) &&
    !/^\.|^(?:models?|checkpoints?|outputs?|data|runs?|weights|results?)\//.test(seen.name)
  if (file === undefined && !isRepository && !PLAIN.test(seen.name)) return []
  const asked = `${seen.family ?? ''} ${file ?? seen.name}`.trim()
  const found = modelMeant(asked, models)
  // Of a name that is understood in part only, something else is meant.
  const isWhole = found !== undefined && !found.notes.some((note) => note.startsWith('Not understood'))
  if (isWhole && (isRepository || file !== undefined || seen.family !== undefined || isDistinct(asked))) {
    return [{ key: found.is.model.id, seen, named: found.is }]
  }
  return isRepository || file !== undefined ? [{ key: seen.name, seen }] : []
}

/** One word without a number, such as `base`, is a name of anything. */
function isDistinct(name: string): boolean {
  return /\d/.test(name) || /[-_ ]/.test(name)
}

function used({ seen, named }: Identified, workloads: readonly Workload[], known: Known): Omit<ModelUsed, 'sites'> {
  if (named === undefined) return { name: seen.name, needs: [] }
  const { model } = named
  const kind = kindOf(model.kind, workloads)
  const asWritten: WorkAsked = {
    work: kind,
    runtime: seen.runtime,
    ...(named.quantization !== undefined && { quantization: named.quantization }),
  }
  const inFourBits: WorkAsked = { work: kind, runtime: 'llama.cpp', quantization: 'Q4_K_M' }
  const isSmaller = model.kind === 'text' && kind === 'inference' && seen.runtime === 'pytorch'
  const questions = isSmaller ? [asWritten, inFourBits] : [asWritten]
  return {
    name: model.name,
    id: model.id,
    parameters: model.parameters,
    needs: questions.flatMap((question) => needOf(named, question, known)),
  }
}

/** Adapters and all weights are trained of language models; others are used as they are. */
function kindOf(kind: NamedModel['model']['kind'], workloads: readonly Workload[]): WorkKind {
  if (kind === 'image') return 'image-generation'
  if (kind === 'vision') return 'training'
  const technique = workloads.find((one) => one.kind === 'fine-tuning' && one.certainty !== 'possible')?.technique
  if (kind !== 'text' || technique === undefined) return 'inference'
  if (technique === 'lora' || technique === 'qlora') return technique
  return technique === 'full' ? 'full-fine-tuning' : 'inference'
}

function needOf(named: NamedModel, question: WorkAsked, { machines, rates }: Known): readonly ModelNeed[] {
  const work = workOf(question, named)
  const macs = machines.filter(({ platform }) => platform === 'metal').map((machine) => machineOf(machine))
  const [any] = macs
  if ('problem' in work || any === undefined) return []
  const { memory } = fitModel(any, named.model, work.is, { rates }, { limits: false })
  const { value, low, high } = memory.bytes
  const fitting = macs
    .filter((mac) => gpuBudget(mac) >= high)
    .toSorted((one, other) => one.memoryBytes - other.memoryBytes)
  const least = fitting[0]?.memoryBytes
  const { kind, quantization, context, runtime } = work.is
  return [
    {
      work: kind,
      quantization,
      runtime,
      context,
      bytes: { value: Math.round(value), low, high },
      ...(least !== undefined && { fitsFrom: least / 2 ** 30 }),
    },
  ]
}

function distinct(sites: readonly Site[]): readonly Site[] {
  return [...new Map(sites.map((site) => [`${site.file}:${site.line}`, site])).values()]
}
