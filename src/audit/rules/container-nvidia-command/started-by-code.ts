import type { CallSeen } from '../../../trace/observation.ts'
import type { Value } from '../../../trace/value.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { PROGRAM } from './program.ts'
import { fixInCode, messages, sourcesInCode } from './prose.ts'

/** What starts a program and raises where there is none of that name. */
const RAISES = /^subprocess\.(?:Popen|run|call|check_call|check_output)$/

/** What raises for a command that fails, in a shell too. */
const CHECKS = /^subprocess\.check_/

/** `subprocess.check_output(["nvidia-smi"])`, unless what it raises is caught. */
export function startedByCode(context: AuditContext): Draft[] {
  return seen(context, 'call', RAISES)
    .filter((call) => isForMac(call) && raises(call) && !isAskedFor(call))
    .flatMap((call) => {
      const program = programOf(call.keywords.get('args')?.value ?? call.positional[0]?.value)
      return program === undefined ? [] : [draft(call, program)]
    })
}

/** A list, or a text without a shell, is looked up on the path; a shell only ends with an error. */
function raises(call: CallSeen): boolean {
  if (isCaught(call, 'FileNotFoundError')) return false
  const isByShell = isTrue(call.keywords.get('shell')?.value)
  return !isByShell || CHECKS.test(call.name) || isTrue(call.keywords.get('check')?.value)
}

/** `if shutil.which("nvidia-smi"):` */
function isAskedFor({ guards }: CallSeen): boolean {
  return guards.some(({ value }) => value === undefined)
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'constant' && value.value === true
}

function programOf(command: Value | undefined): string | undefined {
  const first = command?.kind === 'collection' ? command.items[0] : command
  if (first?.kind !== 'constant' || typeof first.value !== 'string') return undefined
  const [program = ''] = first.value.trimStart().split(/\s/, 1)
  return PROGRAM.test(program) ? program : undefined
}

function draft(call: CallSeen, program: string): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call),
    message: messages.raises(program),
    subject: { kind: 'call', name: program },
    sites: [useSite(call)],
    sources: sourcesInCode,
    fix: { kind: 'manual', effort: 'minutes', summary: fixInCode(program) },
    group: `code:${program}`,
  }
}
