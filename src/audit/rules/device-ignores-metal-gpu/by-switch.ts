import type { AssignmentSeen, DecisionSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { switchAround, switchedDevices } from '../../devices/switched-devices.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { speaksOfSeveral } from '../../reachability/several-processes.ts'
import { declarationSite, decisionSite, guardSite, type SiteInRole } from '../../observations/sites.ts'
import { optionsAskedFor } from '../../devices/options-for-cuda.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { metalBySwitch } from './edits.ts'
import { fix, messages, sources } from './prose.ts'

/** A choice between CUDA and the CPU that a switch of the program's own makes: `"cuda" if args.gpu else "cpu"`. */
export function choicesBySwitch(context: AuditContext): Draft[] {
  return switchedDevices(context).map((choice) => draft(choice, context))
}

function draft(observation: DecisionSeen | AssignmentSeen, context: AuditContext): Draft {
  return {
    effect: 'ignores-gpu',
    // One of the two sides runs, and neither uses the GPU.
    certainty: certaintyOf(observation) === 'possible' || isAboutSeveral(observation) ? 'possible' : 'likely',
    message: messages.bySwitch,
    subject: { kind: 'device', value: 'cuda' },
    sites: sitesOf(observation, context),
    sources,
    fix: fixBy(metalBySwitch(observation, context), { effort: 'minutes', summary: fix }),
  }
}

/** `"cpu" if backend == "gloo" else "cuda"`: what processes send to each other. */
function isAboutSeveral(choice: DecisionSeen | AssignmentSeen): boolean {
  return choice.kind === 'decision' && speaksOfSeveral(unparse(choice.test))
}

/** What is chosen, the condition that chooses where it names CUDA, and the option behind that. */
function sitesOf(choice: DecisionSeen | AssignmentSeen, context: AuditContext): readonly SiteInRole[] {
  const { module } = choice
  if (choice.kind === 'decision') return [decisionSite(choice), ...optionsAskedFor(choice.test, module, context)]
  const guard = switchAround(choice)
  const asked =
    guard && /cuda/i.test(unparse(guard.test))
      ? [guardSite(guard.place, guard.test), ...optionsAskedFor(guard.test, module, context)]
      : []
  return [declarationSite(choice, choice.node), ...asked]
}
