import type { CallSeen } from '../../../trace/observation.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, passesOverMissingCuda } from '../../observations/seen.ts'
import { metalWhereSet } from '../../devices/metal-where-set.ts'
import { type CudaLiteral, cudaLiterals } from '../../devices/cuda-literals.ts'
import { writtenSite } from '../../observations/written-sites.ts'
import { argumentSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { fix, messages, sources, title } from './prose.ts'

/** `.cuda()`, `.to('cuda')`, `device='cuda'`, `torch.device('cuda')` in code that runs on a Mac. */
export const rule = {
  code: 'device/cuda-literal',
  title,
  words: {
    strong: ['cuda', 'map_location'],
    called: ['device'],
    weak: ['device', 'DEVICE', 'Device', 'dev'],
    carriers: ['accelerator'],
  },
  find: (context) => cudaLiterals(context).map((literal) => draftOf(literal, context)),
} satisfies Rule

function draftOf(literal: CudaLiteral, context: AuditContext): Draft {
  const { call } = literal
  switch (literal.kind) {
    case 'method':
      return draft(call, messages.cudaMethod, [useSite(call)], [], [], 'cuda-method')
    case 'argument': {
      const { argument, origin, value } = literal.passed
      // What names one device after the other, such as `.to("cuda")`, has no place at which it is decided.
      const edits = call.name === 'torch.device' ? metalWhereSet(value, context) : []
      const site = origin ? writtenSite(origin, context) : argumentSite(call, argument)
      return draft(call, messages.literal, [site], [], edits, 'literal')
    }
    case 'written': {
      const sites = literal.origins.map((origin) => writtenSite(origin, context))
      const edits = literal.isWhole ? metalWhereSet(literal.value, context) : []
      return draft(call, messages.literal, sites, [useSite(call)], edits, 'literal')
    }
  }
}

function draft(
  call: CallSeen,
  message: string,
  sites: readonly SiteInRole[],
  causes: readonly SiteInRole[],
  edits: Edits,
  group: string,
): Draft {
  const passedOver = passesOverMissingCuda(call)
  return {
    effect: passedOver ? 'ignores-gpu' : 'blocks',
    certainty: passedOver ? 'possible' : certaintyOf(call),
    message: passedOver ? messages.passedOver : message,
    subject: { kind: 'device', value: 'cuda' },
    sites,
    causes,
    sources,
    fix: fixBy(edits, { effort: 'minutes', summary: fix }),
    group,
  }
}
