import type { Claim } from '../../../src/knowledge/claims.ts'

/** What a claim turned out to be, and the class that gives its colour. */
export const VERDICT_WORDS: Readonly<Record<Claim['verdict'], readonly [words: string, look: string]>> = {
  holds: ['true', 'status-runs'],
  'holds-if': ['true with conditions', 'status-runs-degraded'],
  outdated: ['outdated', 'status-needs-edits'],
  wrong: ['false', 'status-blocked'],
  'not-settled': ['not settled', 'status-unknown'],
}

/** What claims are about, in the order in which they are shown. */
export const TOPIC_WORDS: readonly (readonly [topic: Claim['topic'], words: string])[] = [
  ['runs', 'What runs'],
  ['speed', 'Speed and energy'],
  ['memory', 'Memory'],
]

/** What conditions are where they are not those under which a claim holds. */
export const CONDITION_WORDS: Readonly<Record<Claim['verdict'], string>> = {
  holds: 'Limits',
  'holds-if': 'Conditions',
  outdated: 'What is true',
  wrong: 'What is true',
  'not-settled': 'What would settle it',
}
