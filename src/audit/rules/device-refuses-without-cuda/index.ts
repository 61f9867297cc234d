import type { DecisionSeen } from '../../../trace/observation.ts'
import { libraryByImport } from '../../../knowledge/libraries.ts'
import { isOptedInto } from '../../devices/cuda-only.ts'
import { type Refusal, refusalsOf } from '../../devices/refusals.ts'
import { importWords } from '../../packages/import-words.ts'
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
        : certaintyOf(decision, what === 'import' ? 'likely' : 'certain'),
    message: messageOf(what, how, name),
    subject: { kind: 'device', value: 'cuda' },
    sites: [
      decision.node.kind === 'subscript' ? nameSite(decision, decision.test) : guardSite(decision, decision.test),
    ],
    causes: asked.map(({ place }) => siteOfPlace(place)),
    sources: isOfTensorflow(name) ? sourcesOfTensorflow : sources,
    fix: fixBy(what === 'cuda' && !isOfTensorflow(name) ? letMetalIn(decision, context) : [], {
      effort: 'minutes',
      summary: fixOf(what, name),
    }),
  }
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
