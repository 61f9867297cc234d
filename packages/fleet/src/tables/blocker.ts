import type { Finding } from 'acclimate'

/** What would have to be replaced for a finding to go: the unit in which questions count. */
export interface Blocker {
  /** `library`, a kind of subject, or `rule` where there is nothing smaller to name. */
  readonly kind: string
  readonly name: string
}

/** By its library first: that it neither installs nor imports is one thing to replace. */
export function blockerOf({ code, library, subject }: Finding): Blocker {
  if (library !== undefined) return { kind: 'library', name: library }
  if (subject === undefined) return { kind: 'rule', name: code }
  if (subject.kind === 'package') return { kind: 'library', name: subject.name }
  // Two rules about one device ask for different things.
  if (subject.kind === 'device') return { kind: 'device', name: `${subject.value} (${code})` }
  return { kind: subject.kind, name: subject.name }
}
