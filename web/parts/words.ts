import type { Reach, SpokenConsideration, Support } from '../../src/report/report.ts'

/** The code path that a finding is on. */
export const REACH_WORDS: Readonly<Record<Reach, string>> = {
  main: 'main path',
  unknown: 'path not known',
  optional: 'beside the main path',
  test: 'tests',
  vendored: 'copy of another project',
}

export const SUPPORT_WORDS: Readonly<Record<Support['status'], string>> = {
  supported: 'works',
  partial: 'works in part',
  unsupported: 'does not work',
  unknown: 'not known',
}

/** Whom a consideration speaks for. */
export const SIDE_WORDS: Readonly<Record<SpokenConsideration['leans'], string>> = {
  cuda: 'CUDA',
  metal: 'Metal',
  both: 'Both',
}
