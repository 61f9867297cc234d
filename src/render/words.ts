import type { Effect, Recommendation, Status } from '../report/report.ts'

/** What a finding does, in a few words. */
export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  blocks: 'stops the program',
  'wrong-results': 'gives wrong results',
  'ignores-gpu': 'leaves the GPU idle',
  'falls-back': 'falls back to the CPU',
  degrades: 'slower or less precise',
  info: 'good to know',
}

/** What happens to a project on a platform, in a sentence that begins with the platform. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  runs: 'runs as it is',
  'runs-degraded': 'runs, but slower, less precise, or with the GPU idle in places',
  'needs-edits': 'needs edits: it fails or leaves the GPU idle today, and every reason has a known fix',
  blocked: 'is blocked: something on the main path has no known fix there',
  unknown: 'cannot be said yet: too little is known',
}

/** The same of a part of it. */
export const SHORT_STATUS_WORDS: Readonly<Record<Status, string>> = {
  runs: 'runs',
  'runs-degraded': 'runs, slower or with the GPU idle in places',
  'needs-edits': 'needs edits',
  blocked: 'is blocked',
  unknown: 'cannot be said',
}

/** The same in as few words as there are. */
export const STATUS_CHIPS: Readonly<Record<Status, string>> = {
  runs: 'runs',
  'runs-degraded': 'runs, with limits',
  'needs-edits': 'needs edits',
  blocked: 'blocked',
  unknown: 'not known',
}

export const CHOICE_WORDS: Readonly<Record<Recommendation['choice'], string>> = {
  cuda: 'stay on CUDA',
  metal: 'use the Mac',
  both: 'either will do',
  undecided: 'undecided',
}
