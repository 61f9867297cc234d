import type { Declaration } from '../../project/facts.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { withExtras } from './manifest-edits.ts'
import { type Need, needsOf } from './needs.ts'
import { keepsOut, newerThatWorks } from './newer.ts'

/** PyTorch and what is released with it, each release for one of PyTorch: they go together or not at all. */
const PARTS: ReadonlySet<string> = new Set(['torch', 'torchvision', 'torchaudio'])

/** What a Mac is to get for a requirement of PyTorch or of a part that is too old for Metal, as PEP 508 writes it. */
export function newerOfPytorch(declaration: Declaration, context: AuditContext): string | undefined {
  const { ecosystem, name, extras } = declaration
  const need = ecosystem === 'pypi' && PARTS.has(name) ? needByDeclaration(context).get(declaration) : undefined
  const newer = need && newerThatWorks(need.library, need.statement, context)
  return newer && keepsOut(declaration, newer) ? `${withExtras(name, extras)}>=${newer.since}` : undefined
}

const needByDeclaration = memoized(
  (context: AuditContext): ReadonlyMap<Declaration, Need> =>
    new Map(needsOf(context).map((need) => [need.declaration, need])),
)
