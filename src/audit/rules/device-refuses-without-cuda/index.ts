import type { DecisionSeen } from '../../../trace/observation.ts'
import { libraryByImport } from '../../../knowledge/libraries.ts'
import { isForCudaAlone, isOptedInto } from '../../devices/cuda-only.ts'
import { type Refusal, refusalsOf } from '../../devices/refusals.ts'
import { importWords } from '../../packages/import-words.ts'
import type { Certainty } from '../../../report/report.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { guardSite, nameSite } from '../../observations/sites.ts'
import { siteOfPlace } from '../../../trace/site.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { letMetalIn } from './edits.ts'
import { fixes, messages, sources, sourcesOfTensorflow, title } from './prose.ts'

/** `assert torch.cuda.is_available()`, `if not torch.cuda.is_available(): raise ...`. */
export const rule = {
  code: 'device/refuses-without-cuda',
  title,
  words: (known) => ({
    strong: [
      'cuda',
      'CUDA',
      'gpu',
      'mps',
      'list_physical_devices',
      'is_gpu_available',
      ...(importWords(known).strong ?? []),
    ],
  }),
  find: (context) => refusalsOf(context).map((refusal) => draftOf(refusal, context)),
} satisfies Rule

/** What a condition asks for that lets only those through who have asked for a GPU: `if device and device != "cpu":`. */
const ASKED_FOR = /^(?:device|gpus?|gpu_ids?|use_gpu|devices)$/i

function draftOf({ decision, how, what }: Refusal, context: AuditContext): Draft {
  const asked = decision.basis.filter(({ fact }) => fact === (what === 'other-device' ? 'mps' : what))
  const name = asked[0]?.name ?? ''
  return {
    effect: 'blocks',
    // Whoever names no device, or the CPU, does not come here.
    certainty:
      isOptedInto(decision, ASKED_FOR) || (what === 'import' && isCalledAfter(decision, name, context))
        ? 'possible'
        : certaintyBehind(decision, what),
    message: messageOf(what, how, name),
    subject: { kind: 'device', value: 'cuda' },
    sites: [
      decision.node.kind === 'subscript' ? nameSite(decision, decision.test) : guardSite(decision, decision.test),
    ],
    causes: asked.map(({ place }) => siteOfPlace(place)),
    sources: isOfTensorflow(name) ? sourcesOfTensorflow : sources,
    fix: fixBy(isPlainly(what, name, decision) ? letMetalIn(decision, context) : [], {
      effort: 'minutes',
      summary: fixOf(what, name),
    }),
  }
}

/** Whether CUDA is all that is asked for: what a switch for it is before goes on to use it. */
function isPlainly(what: Refusal['what'], name: string, decision: DecisionSeen): boolean {
  return what === 'cuda' && !isOfTensorflow(name) && !isForCudaAlone(decision)
}

/** Behind a switch for CUDA it is possible, and likely where that is on unless somebody turns it off. */
function certaintyBehind(decision: DecisionSeen, what: Refusal['what']): Certainty {
  if (!isForCudaAlone(decision)) return certaintyOf(decision, what === 'import' ? 'likely' : 'certain')
  const isOn = decision.guards.every(({ value, unlessDenied }) => value !== undefined || unlessDenied)
  return isOn ? certaintyOf(decision) : 'possible'
}

function messageOf(what: Refusal['what'], how: Refusal['how'], name: string): string {
  if (what === 'import') return messages.import(name)
  if (what === 'device' || what === 'other-device') return messages[what]
  return isOfTensorflow(name) ? messages.tensorflow : messages[how]
}

function fixOf(what: Refusal['what'], name: string): string {
  if (what === 'import') return fixes.import(name)
  return isOfTensorflow(name) ? fixes.tensorflow : what === 'other-device' ? fixes.device : fixes[what]
}

function isOfTensorflow(name: string): boolean {
  return name.startsWith('tensorflow.')
}

/** Whether code is called after a library that it cannot do without, as what is chosen by that name: `ColossalAIStrategy`. */
function isCalledAfter({ function: around, module }: DecisionSeen, imported: string, context: AuditContext): boolean {
  const library = libraryByImport(context.knowledge, imported)
  const own = lettersOf(`${module.path} ${around?.name ?? ''}`)
  return [imported, library?.name ?? imported].some((name) => own.includes(lettersOf(name)))
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
