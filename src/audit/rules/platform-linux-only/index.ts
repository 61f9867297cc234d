import type { CallSeen, Observation } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { textOf } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { guardSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Calls that only Linux answers, in code that runs on a Mac. */
export const rule = {
  code: 'platform/linux-only',
  title,
  words: {
    strong: ['affinity', 'setaffinity', 'getaffinity', 'setrlimit', 'CDLL', 'meminfo', 'cpuinfo', 'Darwin', 'darwin'],
  },
  find: (context) =>
    seen(context, 'call', ABSENT, FILES, LIBRARY, 'resource.setrlimit')
      .filter(isLive)
      .flatMap((call) => {
        const drafts = draftOf(call, context)
        return drafts.length > 0 && !asksForSystem(call) ? drafts : []
      }),
} satisfies Rule

/** Functions of Python's library that are documented for Linux, or for Unix without macOS. */
const ABSENT =
  /^os\.(sched_(get|set)(affinity|scheduler|param)|memfd_create|eventfd|pidfd_open|posix_fadvise|posix_fallocate|pipe2|getresuid|getresgid|splice|setns|unshare)$|^select\.epoll$|^psutil\.Process\(\)\.cpu_affinity$/

/** Functions that open the files and libraries that they are given. */
const FILES = /^(builtins\.open|io\.open|pathlib\.Path|numpy\.loadtxt)$/
const LIBRARY = /^ctypes\.(CDLL|cdll\.LoadLibrary|PyDLL)$/

/** Limits of memory, which macOS refuses to set. */
const MEMORY_LIMITS = /^resource\.RLIMIT_(AS|DATA|STACK)$/

function draftOf(call: CallSeen, context: AuditContext): Draft[] {
  const [first] = call.positional
  if (ABSENT.test(call.name)) return isCaught(call, 'AttributeError') ? [] : [draft(call, 'absent')]
  if (call.name === 'resource.setrlimit') {
    const limit = first?.value.kind === 'external' ? first.value.name : ''
    return MEMORY_LIMITS.test(limit) && !isCaught(call, 'ValueError')
      ? [draft(call, 'limit', [...guardSites(call), ...innerTests(call, context)])]
      : []
  }
  const path = textOf(first?.value) ?? ''
  if (FILES.test(call.name) && /^\/(proc|sys)\//.test(path)) {
    return isCaught(call, 'OSError') || isCaught(call, 'FileNotFoundError') || call.name === 'pathlib.Path'
      ? []
      : [draft(call, 'files')]
  }
  const isLibrary = LIBRARY.test(call.name) && /\.so(\.\d+)*$/.test(path) && !path.includes('/')
  return isLibrary && !isCaught(call, 'OSError') ? [draft(call, 'library')] : []
}

/** Tests for the system that stand in the same block, around other limits only. */
function innerTests(call: CallSeen, context: AuditContext): readonly SiteInRole[] {
  const { place } = call.guards.at(-1) ?? {}
  if (!place) return []
  return seen(context, 'decision')
    .filter(({ function: around, guards }) => around === call.function && guards.at(-1)?.place.at === place.at)
    .filter(({ basis }) => basis.some(({ fact }) => fact === 'platform'))
    .map((decision) => guardSite(decision, decision.test))
}

/** The condition around a limit is where the system would be asked for. */
function guardSites({ guards }: CallSeen): readonly SiteInRole[] {
  const innermost = guards.at(-1)
  return innermost ? [guardSite(innermost.place, innermost.test)] : []
}

/** Whether a condition around the code asks for the system, or whether the function is there. */
function asksForSystem({ guards }: Observation): boolean {
  return guards.some(({ test }) => /linux|darwin|platform|hasattr|exists|isfile|os\.name|uname/i.test(unparse(test)))
}

function draft(call: CallSeen, kind: keyof typeof messages, more: readonly SiteInRole[] = []): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call, 'likely'),
    message: messages[kind],
    subject: { kind: 'call', name: call.name },
    sites: [useSite(call), ...more],
    sources: sources[kind],
    fix: { kind: 'manual', effort: 'minutes', summary: fixes[kind] },
    group: kind,
    backend: 'other',
  }
}
