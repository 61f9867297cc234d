import type { AssignmentSeen, DecisionSeen } from '../../../trace/observation.ts'
import { switchedDevices } from '../../devices/switched-devices.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { declarationSite, decisionSite } from '../../observations/sites.ts'
import { fix, messages, sources } from './prose.ts'

/** A choice between CUDA and the CPU that a switch of the program's own makes: `"cuda" if args.gpu else "cpu"`. */
export function choicesBySwitch(context: AuditContext): Draft[] {
  return switchedDevices(context).map((choice) => draft(choice))
}

function draft(observation: DecisionSeen | AssignmentSeen): Draft {
  return {
    effect: 'ignores-gpu',
    // One of the two sides runs, and neither uses the GPU.
    certainty: certaintyOf(observation) === 'possible' ? 'possible' : 'likely',
    message: messages.bySwitch,
    subject: { kind: 'device', value: 'cuda' },
    sites: [
      observation.kind === 'decision' ? decisionSite(observation) : declarationSite(observation, observation.node),
    ],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
  }
}
