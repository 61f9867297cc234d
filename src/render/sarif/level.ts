import type { Effect } from '../../report/report.ts'

/** How loudly code scanning and editors say what a finding does. */
export const LEVELS = {
  blocks: 'error',
  'wrong-results': 'error',
  'ignores-gpu': 'warning',
  'falls-back': 'warning',
  degrades: 'warning',
  info: 'note',
} as const satisfies Readonly<Record<Effect, 'error' | 'warning' | 'note'>>
