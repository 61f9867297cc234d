import type { Setting } from '../../../project/facts.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft, DraftFix, Rule } from '../../rule.ts'
import { chooseForMacs } from './for-macs.ts'
import { choiceOf, isCudaDevice, keyOf } from './kinds.ts'
import { declared } from '../../observations/sites.ts'
import { fixes, fixMended, type Kind, messages, sources, title } from './prose.ts'
import { fallbacksFor, givesMetal } from '../../devices/read-by-key.ts'
import { selectedFiles } from './selected.ts'
import { chooseGpu, chooseStrategy } from './trainer.ts'
import { isTakenByCode } from './taken-by-code.ts'
import { deviceVariables } from './variables.ts'

/** Scalars of configuration files that a Mac cannot follow; one finding for a file and a kind of setting. */
export const rule = {
  code: 'config/cuda-setting',
  title,
  words: (_, settings) => ({
    noted: settings.flatMap((setting) => (isCudaDevice(setting) ? keyOf(setting.path) : [])),
  }),
  find: (context) => [
    ...context.facts.settings.flatMap((setting) => draftOf(setting, context)),
    // What nothing reads is a variable of something else.
    ...deviceVariables(context).flatMap((setting) => draftOf(setting, context, true)),
  ],
} satisfies Rule

/** Files that say by their name that they are one way among several, for other machines or to be copied from. */
const FOR_OTHERS =
  /(?:^|[/_.-])(?:cuda|gpus?|ddp|fsdp|deepspeed|ds|zero\d?|multi\w*|slurm|nccl|distributed|examples?|samples?|templates?)(?=[/_.-]|$)/i

function draftOf(setting: Setting, context: AuditContext, isRead = false): Draft[] {
  const choice = choiceOf(setting, context)
  if (!choice || (choice.kind === 'provider' && hasCoreMl(setting, context))) return []
  const { kind } = choice
  if (kind === 'distributed' && startsOne(setting, context)) return []
  if (kind === 'strategy' && isOnCpu(setting, context)) return []
  const path = reachOfPath(setting.file)
  const isUntaken =
    kind === 'device' && !isRead && !choice.isTaken && setting.family === 'plain' && !isTakenByCode(setting, context)
  const fallbacks = kind === 'device' ? fallbacksFor(keyOf(setting.path), context) : []
  if (fallbacks.length > 0 && fallbacks.every(givesMetal)) return []
  const effect = fallbacks.length > 0 ? 'ignores-gpu' : choice.effect
  const isForOthers = FOR_OTHERS.test(setting.file) && !selectedFiles(context).has(setting.file)
  const reach = isForOthers ? farthest([path, 'optional']) : path
  return [
    {
      // A configuration to be copied from, or for another kind of machine, hurts nobody on a Mac by lying there.
      effect: reach === 'main' ? effect : 'info',
      // Communication is set up only when several processes are started.
      certainty: kind === 'nccl' || isUntaken ? 'possible' : 'likely',
      message: isUntaken ? messages.untaken : fallbacks.length > 0 ? messages.mended : messages[kind],
      subject: subjectOf(setting),
      sites: [declared(setting.site)],
      sources: sources[kind],
      ...(effect === 'info' ? {} : { fix: fallbacks.length > 0 ? byHand(fixMended) : fixOf(kind, setting, context) }),
      reach,
      group: fallbacks.length > 0 ? 'mended' : kind,
    },
  ]
}

function fixOf(kind: Kind, setting: Setting, context: AuditContext): DraftFix {
  if (kind === 'accelerator') return chooseGpu(setting, context)
  if (kind === 'strategy') return chooseStrategy(setting, context)
  return chooseForMacs(kind, setting) ?? byHand(fixes[kind])
}

function byHand(summary: string): DraftFix {
  return { kind: 'manual', effort: 'minutes', summary }
}

/** By its key alone: where it stands is said by the site. */
function subjectOf({ path, value }: Setting): Draft['subject'] {
  return { kind: 'setting', name: keyOf(path), value: String(value) }
}

/** Whether the file asks for one process, which leaves nothing to distribute. */
function startsOne({ file }: Setting, { facts }: AuditContext): boolean {
  return facts.settings.some(
    (other) => other.file === file && other.path.at(-1) === 'num_processes' && other.value === 1,
  )
}

/**
 * Whether the trainer of a strategy is told to compute on the CPU, where several processes work: beside it, or in a file that
 * Hydra lays beneath this one.
 */
function isOnCpu({ file, path }: Setting, { facts: { settings } }: AuditContext): boolean {
  const beside = path.slice(0, -1).join('\0')
  const own = settings.find((other) => other.file === file && isAccelerator(other, beside))
  if (own) return own.value === 'cpu'
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const beneath = settings
    .filter((other) => other.file === file && other.path[0] === 'defaults' && typeof other.value === 'string')
    .map(({ value }) => `${folder}${String(value)}.yaml`)
  return settings.some((other) => beneath.includes(other.file) && isAccelerator(other, beside) && other.value === 'cpu')
}

function isAccelerator({ path }: Setting, beside: string): boolean {
  return path.at(-1) === 'accelerator' && path.slice(0, -1).join('\0') === beside
}

/** Whether the list that a provider stands in names Core ML as well. */
function hasCoreMl({ file, path }: Setting, { facts }: AuditContext): boolean {
  const list = path.slice(0, -1).join('\0')
  return facts.settings.some(
    (other) =>
      other.file === file && other.path.slice(0, -1).join('\0') === list && other.value === 'CoreMLExecutionProvider',
  )
}
